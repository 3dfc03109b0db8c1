import type { Payload, PayloadCodec } from '@temporalio/common';
import { InvalidOption } from '../shared/errors/invalid-option.js';
import { checkOptions } from '../shared/options/check-options.js';
import { configureDataConverter } from '../payloads/configure-data-converter.js';
import { payloadReader } from '../payloads/payload-reader.js';
import type { PayloadOptions } from '../payloads/payload-options.js';
import { readJsonPayload, toJsonPayload, type JsonPayload } from './json-payload.js';
import { openReferences } from '../payloads/storage/open-references.js';

/** Temporal's web UI shows a payload whole; more than this no person reads. */
const DEFAULT_SHOW_BYTES = 256 * 1024;

export interface CodecServerOptions extends PayloadOptions {
  /** Who may read: everything a run ever saw comes out here. Answer false, or a Response of your own, to refuse. */
  readonly authorize: (request: Request) => boolean | Response | Promise<boolean | Response>;
  /** The origins from which browsers may ask, such as `https://cloud.temporal.io`. @default ['http://localhost:8233'] */
  readonly origins?: readonly string[];
  /** A payload in the store is shown up to this size, in bytes; of a larger one, where it is. @default 262_144 */
  readonly showBytes?: number;
}

const OPTION_NAMES = [
  'store',
  'formerStores',
  'encryption',
  'compression',
  'offloadAboveBytes',
  'authorize',
  'origins',
  'showBytes',
] as const satisfies readonly (keyof CodecServerOptions)[];

/**
 * A codec server, as a web-standard handler: Temporal's web UI and CLI send it payloads and show what it answers. Serves `POST …/decode` and
 * `POST …/encode`; put it behind whatever serves your HTTP.
 *
 * @throws UnknownOption; InvalidOption
 * @example
 * ```ts
 * const handle = codecServer({ store, encryption, authorize: (request) => isEmployee(request.headers.get('authorization')) });
 * ```
 */
export function codecServer(options: CodecServerOptions): (request: Request) => Promise<Response> {
  checkOptions('codecServer()', options, OPTION_NAMES);
  const { authorize, origins = ['http://localhost:8233'], showBytes = DEFAULT_SHOW_BYTES, ...payloads } = options;
  if (typeof authorize !== 'function') {
    const hint = 'Say who may read: authorize: (request) => …. For a laptop, () => true.';
    throw new InvalidOption({ where: 'codecServer()', option: 'authorize', problem: 'is missing', hint });
  }
  const { payloadCodecs = [], externalStorage } = configureDataConverter('codecServer()', undefined, payloads);
  const reader = payloadReader(payloadCodecs);

  const answer = async (request: Request, path: string): Promise<JsonPayload[]> => {
    const { payloads: sent } = (await request.json()) as { payloads: JsonPayload[] };
    const received = sent.map(readJsonPayload);
    if (path === 'encode') return (await encode(payloadCodecs, received)).map(toJsonPayload);
    const found = await openReferences(received, externalStorage, showBytes);
    return (await Promise.all(found.map((payload) => reader.decode(payload)))).map(toJsonPayload);
  };

  return async (request) => {
    const headers = corsHeaders(request, origins);
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers });
    const [path = ''] = /(?:de|en)code$/.exec(new URL(request.url).pathname) ?? [];
    if (request.method !== 'POST' || path === '') return new Response('Not found', { status: 404, headers });
    const allowed = await authorize(request);
    if (allowed instanceof Response) return allowed;
    if (!allowed) return new Response('Not allowed', { status: 403, headers });
    try {
      return Response.json({ payloads: await answer(request, path) }, { headers });
    } catch (error) {
      return new Response(error instanceof Error ? error.message : String(error), { status: 400, headers });
    }
  };
}

function encode(codecs: readonly PayloadCodec[], payloads: Payload[]): Promise<Payload[]> {
  return codecs.reduce<Promise<Payload[]>>(async (before, codec) => codec.encode(await before), Promise.resolve(payloads));
}

function corsHeaders(request: Request, origins: readonly string[]): Headers {
  const origin = request.headers.get('origin');
  const headers = new Headers({ vary: 'origin' });
  if (origin === null || !origins.includes(origin)) return headers;
  headers.set('access-control-allow-origin', origin);
  headers.set('access-control-allow-methods', 'POST, OPTIONS');
  headers.set('access-control-allow-headers', 'authorization, content-type, x-namespace');
  headers.set('access-control-allow-credentials', 'true');
  return headers;
}
