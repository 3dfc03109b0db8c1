import type { WireResult } from './wire-of.js';

/** Without the bodies and headers of request and response: they repeat the prompt, and may hold what must not stand in history. */
export function withoutWire<Result extends WireResult>(result: Result): Omit<Result, 'request'> {
  const { request: _request, response, ...rest } = result;
  if (response === undefined) return rest as Omit<Result, 'request'>;
  const { headers: _headers, body: _body, ...metadata } = response as { readonly headers?: unknown; readonly body?: unknown };
  return { ...rest, response: metadata } as unknown as Omit<Result, 'request'>;
}
