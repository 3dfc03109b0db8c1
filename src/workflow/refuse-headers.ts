import { InvalidOption } from '../shared/errors/invalid-option.js';

/** Named by clients by themselves, and no secret. */
const HARMLESS = new Set(['user-agent']);

/**
 * Headers of a single call would stand in history for everybody to read, so they are refused.
 *
 * @throws InvalidOption naming the headers, never their values
 */
export function refuseHeaders(headers: Readonly<Record<string, string | undefined>> | undefined): void {
  const names = Object.keys(headers ?? {}).filter((name) => !HARMLESS.has(name.toLowerCase()));
  if (names.length === 0) return;
  throw new InvalidOption({
    where: 'a call of a durable model',
    option: 'headers',
    problem: `sets ${names.join(', ')}, which would be readable in the workflow's history`,
    hint: 'Set headers where the model is made, in its durable module: that code runs in the worker only.',
  });
}
