import type { Json } from '../../../shared/contract/json.js';
import { utf8Decode } from '../../../shared/encoding/utf8.js';
import { HttpProblem } from '../../http/http-problem.js';
import { readBody } from '../../http/read-body.js';

/** A webhook as it came. */
export interface IncomingWebhook {
  /** Its address and headers; the body was read. */
  readonly request: Request;
  /** The body, byte for byte: what a signature is made of. */
  readonly bytes: Uint8Array;
  /** The same as text. */
  readonly text: string;
}

/** @throws HttpProblem 413 */
export async function readWebhook(request: Request, maxBytes: number): Promise<IncomingWebhook> {
  const bytes = await readBody(request, { maxBytes, what: 'The event', outcome: 'Nothing was delivered.' });
  return { request, bytes, text: utf8Decode(bytes) };
}

/** What a body says, as JSON; nothing for one that is empty. @throws HttpProblem 400 or 415 */
export function dataIn({ request, bytes, text }: IncomingWebhook): { readonly data?: Json } {
  if (bytes.length === 0) return {};
  const [type = ''] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(type.trim())) {
    throw new HttpProblem(415, `The data of an event comes as application/json, not as '${type}'.`);
  }
  try {
    return { data: JSON.parse(text) as Json };
  } catch {
    throw new HttpProblem(400, 'The body is no JSON.');
  }
}
