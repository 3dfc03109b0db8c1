import { HttpProblem } from './http-problem.js';

/** The largest value that a run takes has 256,000 bytes; a form writes up to three for one. */
const LARGEST_BODY_BYTES = 1_000_000;

/**
 * The text of a body, given up as soon as it is too large: what somebody sends is never held whole.
 *
 * @throws HttpProblem 413
 */
export async function readBody(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (value === undefined) break;
    bytes += value.byteLength;
    if (bytes > LARGEST_BODY_BYTES) {
      await reader?.cancel();
      throw new HttpProblem(413, `The answer is too large: at most ${LARGEST_BODY_BYTES} bytes are taken. Nothing was decided.`);
    }
    chunks.push(value);
  }
  return new Blob(chunks.map((chunk) => new Uint8Array(chunk))).text();
}
