import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';
import { callDurable } from '../../../src/workflow/pipeline/call-durable.js';
import { refuseHeaders } from '../../../src/workflow/refuse-headers.js';
import { withAbortSignal } from '../../../src/workflow/with-abort-signal.js';

interface CallOptions {
  readonly abortSignal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** One call of a model without a conversation, as an activity. */
export async function callSingle<Reply>(entry: DurableEntry, options: CallOptions, about?: string): Promise<Reply> {
  const { abortSignal, headers, ...input } = options;
  refuseHeaders(headers);
  const summary = [`${entry.kind} ${entry.id}`, about].filter((part) => part !== undefined).join(' · ');
  const call = (): ReturnType<typeof callDurable> => callDurable({ entry, input: [toRichJson(input)], summary });
  return fromRichJson(await withAbortSignal(abortSignal, call)) as Reply;
}
