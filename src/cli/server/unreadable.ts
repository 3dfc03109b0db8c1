import { OncewardError } from 'onceward';
import { CommandFailed } from '../grammar/command-failed.js';
import { toOneLine } from '../output/one-line.js';

/** What Temporal's client throws when the server, or a worker, gives no answer. */
const WITHOUT_ANSWER: ReadonlySet<string> = new Set([
  'ServiceError',
  'QueryNotRegisteredError',
  'QueryRejectedError',
  'WorkflowNotFoundError',
  'NamespaceNotFoundError',
]);

/** What to do about payloads that cannot be read. */
export const UNREADABLE_FIX = [
  'Name the file of the worker’s plugin with --plugin: its `encryption` must know every key that is in use, its `store` what is large,',
  'and a `dataConverter` beside `onceward` in that file must have your own codecs.',
].join(' ');

/**
 * Why an answer could not be read, of the error of a call that asks for one; undefined when there was no answer. A codec, a store and a user's
 * key provider throw whatever they like.
 */
export function unreadableReason(error: unknown): string | undefined {
  if (!(error instanceof Error)) return toOneLine(String(error));
  // With a code of gRPC it is the server's.
  if (WITHOUT_ANSWER.has(error.name) || typeof (error as { readonly code?: unknown }).code === 'number') return undefined;
  return toOneLine(OncewardError.isInstance(error) ? `${error.code}: ${error.message.split('\n')[0] ?? ''}` : error.message).replace(
    /\.$/,
    '',
  );
}

/** The failure of a command that cannot read what a run says. */
export function unreadable(workflowId: string, reason: string, fix = UNREADABLE_FIX): CommandFailed {
  return new CommandFailed(`What the run '${toOneLine(workflowId)}' says cannot be read here: ${reason}.`, fix);
}
