import type { Json } from '../shared/contract/json.js';
import { base64UrlToBytes, bytesToBase64Url } from '../shared/encoding/base64-url.js';
import { isJsonObject } from '../shared/encoding/is-json-object.js';
import { utf8Decode, utf8Encode } from '../shared/encoding/utf8.js';
import { TokenRefused } from '../shared/errors/token-refused.js';
import { readSecrets, type TokenSecret } from './token-secret.js';

export interface TokenSignerOptions {
  /** Whose option `secrets` is, for messages. */
  readonly where: string;
  /** What the tokens are for. Signed, not sent: a token for one thing is none for another, though both have the same secrets. */
  readonly purpose: string;
  /** The first signs, all verify. */
  readonly secrets: readonly TokenSecret[];
}

export interface TokenSigner {
  /** The claims, readable by whoever has the token, and a signature that nobody without the secret can make. */
  sign(claims: Json, expiresAtMs: number): Promise<string>;
  /** @throws TokenRefused when it was not signed here, was changed, or is older than it may be */
  verify(token: string): Promise<VerifiedToken>;
}

export interface VerifiedToken {
  readonly claims: Json;
  readonly expiresAtMs: number;
}

/** Persisted: it stands in the mails and messages of users. */
type Signed = { readonly v: 1; readonly claims: Json; readonly expiresAtMs: number };

/** The types of Node name it only in a namespace of its own. */
type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const ALGORITHM = { name: 'HMAC', hash: 'SHA-256' };
const LONGEST_TOKEN = 4_096;
const TOKEN = /^([\w-]{1,64})\.([\w-]+)\.([\w-]{43})$/;

/**
 * Signs with HMAC-SHA256 by Web Crypto, which runs wherever `fetch` does and compares in constant time. A token is
 * `<id of the secret>.<claims>.<signature>`, and fits into a URL.
 *
 * @throws InvalidOption
 */
export function createTokenSigner({ where, purpose, secrets }: TokenSignerOptions): TokenSigner {
  const known = readSecrets(where, secrets);
  const [newest = ''] = known.keys();
  const keys = new Map<string, Promise<HmacKey>>();
  const keyOf = (id: string, secret: Uint8Array): Promise<HmacKey> => {
    const key = keys.get(id) ?? crypto.subtle.importKey('raw', new Uint8Array(secret), ALGORITHM, false, ['sign', 'verify']);
    keys.set(id, key);
    return key;
  };
  const signedBytes = (id: string, body: string): Uint8Array<ArrayBuffer> =>
    new Uint8Array(utf8Encode(`onceward-token-1\n${purpose}\n${id}\n${body}`));
  return {
    async sign(claims, expiresAtMs) {
      const signed: Signed = { v: 1, claims, expiresAtMs };
      const body = bytesToBase64Url(utf8Encode(JSON.stringify(signed)));
      const key = await keyOf(newest, known.get(newest) ?? new Uint8Array());
      const signature = await crypto.subtle.sign('HMAC', key, signedBytes(newest, body));
      return `${newest}.${body}.${bytesToBase64Url(new Uint8Array(signature))}`;
    },
    async verify(token) {
      const [, id = '', body = '', signature = ''] = (token.length <= LONGEST_TOKEN && TOKEN.exec(token)) || [];
      const secret = known.get(id);
      if (secret === undefined) throw new TokenRefused({ kind: 'forged' });
      const isOurs = await crypto.subtle.verify('HMAC', await keyOf(id, secret), bytesOf(signature), signedBytes(id, body));
      if (!isOurs) throw new TokenRefused({ kind: 'forged' });
      const { claims, expiresAtMs } = readSigned(utf8Decode(bytesOf(body)));
      if (Date.now() >= expiresAtMs) throw new TokenRefused({ kind: 'expired', at: new Date(expiresAtMs).toISOString() });
      return { claims, expiresAtMs };
    },
  };
}

function bytesOf(base64Url: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(base64UrlToBytes(base64Url));
  } catch {
    throw new TokenRefused({ kind: 'forged' });
  }
}

/** What was signed with a secret of ours is of our shape, unless the secret has other uses too. */
function readSigned(text: string): Signed {
  const signed = JSON.parse(text) as Json;
  if (isJsonObject(signed) && signed['v'] === 1 && typeof signed['expiresAtMs'] === 'number') return signed as Signed;
  throw new TokenRefused({ kind: 'forged' });
}
