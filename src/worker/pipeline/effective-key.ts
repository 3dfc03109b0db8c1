import type { Json } from '../../shared/contract/json.js';
import type { StepHeader } from '../../shared/contract/step-header.js';
import type { DurableOptions, KeyContext } from '../../shared/durable/durable-options.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { businessScope, idempotencyKey, pathInRun } from '../../shared/keys/idempotency-key.js';

export interface EffectiveKeyOptions {
  readonly namespace: string;
  readonly header: StepHeader;
  readonly options: Pick<DurableOptions<never>, 'key' | 'scope'>;
  readonly input: readonly Json[];
}

/**
 * The one key of a call: as the workflow made it, or of what the options `key` and `scope` say about its input. Everything on the activity
 * side uses this one: the step's code, journal, ledger, heartbeats, failures.
 *
 * @throws InvalidOption when one of the two throws or gives no text
 */
export function effectiveKey({ namespace, header, options, input }: EffectiveKeyOptions): string {
  const { scope, step, ordinal, toolCallId, run = { v: 1 } } = header;
  const context: KeyContext = { run, ...(toolCallId !== undefined && { toolCallId }) };
  const statedScope = ask(step, 'scope', options.scope && (() => options.scope?.(input[0] as never)));
  const statedKey = ask(step, 'key', options.key && (() => options.key?.(input[0] as never, context)));
  if (statedScope === undefined && statedKey === undefined) return header.key;
  // With both, the user has said everything: a new place in the workflow must not make it another call.
  const path = statedKey === undefined || statedScope === undefined ? pathInRun(scope) : '';
  return idempotencyKey({
    namespace,
    scope: statedScope === undefined ? scope : businessScope(statedScope, path),
    step,
    ordinal,
    ...(toolCallId !== undefined && { toolCallId }),
    ...(statedKey !== undefined && { statedKey }),
  });
}

function ask(step: string, option: 'key' | 'scope', stated: (() => unknown) | undefined): string | undefined {
  if (stated === undefined) return undefined;
  let answer: unknown;
  try {
    answer = stated();
  } catch (error) {
    throw unusable(step, option, `threw ${error instanceof Error ? error.name : 'something'}`);
  }
  if (typeof answer === 'string' && answer !== '') return answer;
  throw unusable(step, option, `gave ${answer === '' ? 'an empty text' : kindOf(answer)}`);
}

/** Neither the value nor an error's message: both are made of the input, and this message goes into history. */
function kindOf(value: unknown): string {
  if (value instanceof Promise) return 'a promise';
  return value === null || value === undefined ? String(value) : `a ${typeof value}`;
}

function unusable(step: string, option: 'key' | 'scope', problem: string): InvalidOption {
  const hint = `Let \`${option}\` give a text that names the call, at once and for every input that the schema allows. Nothing was called.`;
  return new InvalidOption({ where: step, option, problem, hint });
}
