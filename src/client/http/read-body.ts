import { collectBytes } from '../../shared/artifacts/collect-bytes.js';
import { HttpProblem } from './http-problem.js';

/** What happened to something that was too large. */
export interface BodyLimit {
  readonly maxBytes: number;
  /** What is sent here, and that nothing came of it: 'The answer', 'Nothing was decided.' */
  readonly what: string;
  readonly outcome: string;
}

/**
 * The bytes of a body, given up as soon as it is too large: what somebody sends is never held whole.
 *
 * @throws HttpProblem 413
 */
export async function readBody(request: Request, { maxBytes, what, outcome }: BodyLimit): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (value === undefined) break;
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      await reader?.cancel();
      throw new HttpProblem(413, `${what} is too large: at most ${maxBytes} bytes are taken. ${outcome}`);
    }
    chunks.push(value);
  }
  return collectBytes(chunks);
}
