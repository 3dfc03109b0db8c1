import { OncewardError } from '../../shared/errors/onceward-error.js';

/** What Temporal's client throws when the server, or a worker, gives no answer. */
const WITHOUT_ANSWER: ReadonlySet<string> = new Set([
  'ServiceError',
  'QueryNotRegisteredError',
  'QueryRejectedError',
  'WorkflowNotFoundError',
  'NamespaceNotFoundError',
]);

/**
 * Why an answer could not be read, of the error of a call that asks for one; undefined when there was no answer. A codec, a store and a user's
 * key provider throw whatever they like.
 */
export function unreadableReason(error: unknown): string | undefined {
  if (!(error instanceof Error)) return String(error);
  // With a code of gRPC it is the server's.
  if (WITHOUT_ANSWER.has(error.name) || typeof (error as { readonly code?: unknown }).code === 'number') return undefined;
  const said = OncewardError.isInstance(error) ? `${error.code}: ${error.message.split('\n')[0] ?? ''}` : error.message;
  return said.replace(/\.$/, '');
}
