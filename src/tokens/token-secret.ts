import { utf8Encode } from '../shared/encoding/utf8.js';
import { InvalidOption } from '../shared/errors/invalid-option.js';

/** A secret that tokens are signed with. */
export interface TokenSecret {
  /** Stands in each token, so that it is verified with the secret it was signed with: letters, digits, `_` and `-`. */
  readonly id: string;
  /** At least 32 bytes that nobody can guess, such as 64 hex digits of a generator. */
  readonly secret: string | Uint8Array;
}

const ID = /^[\w-]{1,64}$/;
/** As long as the hash; RFC 2104 §3 discourages less. */
const SHORTEST_BYTES = 32;
const HINT = "Give [{ id: '2026-11', secret }], the newest first: it signs, all verify. `openssl rand -hex 32` makes one.";

/**
 * The secrets as bytes, the one that signs first.
 *
 * @throws InvalidOption when there is none, one is short, or two have the same id
 */
export function readSecrets(where: string, secrets: readonly TokenSecret[]): ReadonlyMap<string, Uint8Array> {
  const read = new Map<string, Uint8Array>();
  const problem = (said: string): InvalidOption => new InvalidOption({ where, option: 'secrets', problem: said, hint: HINT });
  if (!Array.isArray(secrets) || secrets.length === 0) throw problem('has none');
  for (const { id, secret } of secrets) {
    if (typeof id !== 'string' || !ID.test(id)) throw problem(`has an id that is no name of letters, digits, '_' and '-'`);
    if (read.has(id)) throw problem(`has '${id}' twice`);
    const bytes = typeof secret === 'string' ? utf8Encode(secret) : secret;
    if (!(bytes instanceof Uint8Array) || bytes.length < SHORTEST_BYTES) {
      throw problem(`has less than ${SHORTEST_BYTES} bytes for '${id}'`);
    }
    read.set(id, bytes);
  }
  return read;
}
