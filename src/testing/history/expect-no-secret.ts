import { AssertionError } from 'node:assert';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { historyBytes } from './history-bytes.js';
import { holdsSecret } from './holds-secret.js';
import type { RecordedHistory } from './recorded-history.js';

/** Shorter than this, a text is found by chance in one of its other forms. */
const SHORTEST_SECRET = 6;

/**
 * Fails when one of these texts stands in the history: in a payload, a header, a failure, anywhere; plain, or as base64, hex, URL-encoded or
 * UTF-16. The error lists where, and shows of each secret its first three characters only.
 *
 * @param secrets Each of 6 characters or more.
 * @throws AssertionError when one is found; InvalidOption for a secret that is too short, or when there is none
 * @example
 * ```ts
 * expectNoSecret(await readHistory(handle), [process.env.MODEL_KEY]);
 * ```
 */
export function expectNoSecret(
  { workflowId, raw }: Pick<RecordedHistory, 'workflowId' | 'raw'>,
  secrets: readonly (string | undefined)[],
): void {
  const all = secrets.map(requireLongEnough);
  if (all.length === 0) throw invalid('is empty, so nothing would be looked for');
  const found = historyBytes(raw).flatMap(({ where, bytes }) =>
    all.filter((secret) => holdsSecret(bytes, secret)).map((secret) => `  ${secret.slice(0, 3)}… in ${where}`),
  );
  if (found.length === 0) return;
  throw new AssertionError({ message: `The history of '${workflowId}' holds what it must not:\n${found.join('\n')}` });
}

function requireLongEnough(secret: string | undefined): string {
  if (secret !== undefined && secret.length >= SHORTEST_SECRET) return secret;
  throw invalid(`has a text of ${secret?.length ?? 0} characters`);
}

function invalid(problem: string): InvalidOption {
  const hint = `Give texts of at least ${SHORTEST_SECRET} characters; one that is missing usually means a variable that is not set.`;
  return new InvalidOption({ where: 'expectNoSecret()', option: 'secrets', problem, hint });
}
