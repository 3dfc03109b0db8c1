import type { HttpProblem } from './http-problem.js';

/** Nothing is kept, or taken for something else; other sites do not learn the address, which may be a link. */
export const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** What a status is to be sent with. */
export function headersOf({ status }: HttpProblem, methods: readonly string[]): Readonly<Record<string, string>> {
  return {
    ...(status === 405 && { allow: methods.join(', ') }),
    ...((status === 503 || status === 429) && { 'retry-after': '10' }),
    ...(status === 401 && { 'www-authenticate': 'Link' }),
  };
}

/** The body of a problem, for programs. */
export function errorOf({ status, message, facts: { kind, action, by, at } }: HttpProblem): object {
  return { error: { status, message, ...(kind && { kind }), ...(action && { action }), ...(by && { by }), ...(at && { at }) } };
}
