/** Turns what a client threw into the JSON form that `test/fixtures/provider-errors/rehydrate.ts` turns back. */

const MAX_TEXT_CHARS = 4_000;
const MAX_DEPTH = 9;
const MAX_ENTRIES = 60;
/** What was sent, and plumbing: the classifier never looks there, and it may hold keys. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'stack',
  'request',
  'requestBodyValues',
  'config',
  'options',
  'timings',
  'socket',
  'agent',
  'httpAgent',
  'httpsAgent',
  'req',
  'client',
  '$response',
  '_events',
  '_readableState',
]);
const MARKERS = ['retryable', 'sdk'].flatMap((name) => [`langchain.errors.${name}`]);

type Stored = unknown;

/** `localhost` and the like become public addresses: what stands in the repository says nothing about a machine. */
export function serialize(value: unknown, publicUrl: string): Stored {
  return new Serializer(publicUrl).toStored(value, 0);
}

class Serializer {
  private readonly seen = new Set<object>();
  private readonly publicUrl: string;

  constructor(publicUrl: string) {
    this.publicUrl = publicUrl;
  }

  toStored(value: unknown, depth: number): Stored {
    if (value === undefined) return { $undefined: true };
    if (typeof value === 'string') return this.toText(value);
    if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
    if (typeof value === 'function') return { $undefined: true };
    if (value === null || typeof value !== 'object') return value;
    if (this.seen.has(value) || depth > MAX_DEPTH) return { $undefined: true };
    this.seen.add(value);
    const stored = this.toStoredObject(value, depth);
    this.seen.delete(value);
    return stored;
  }

  private toStoredObject(value: object, depth: number): Stored {
    if (value instanceof Error) return this.toStoredError(value, depth);
    if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((item) => this.toStored(item, depth + 1));
    if (typeof Headers !== 'undefined' && value instanceof Headers) return { $type: 'Headers', entries: [...value.entries()] };
    if (value.constructor?.name === 'Headers' && Symbol.iterator in value) return { $type: 'Headers', entries: [...(value as Headers)] };
    if (value.constructor?.name === 'AxiosHeaders')
      return { $type: 'AxiosHeaders', entries: Object.entries(value).map(([k, v]) => [k, String(v)]) };
    if (value.constructor?.name === 'Response') return this.toStoredResponse(value as Response);
    if (value instanceof Date) return { $type: 'Date', iso: value.toISOString() };
    if (value instanceof URL) return { $type: 'URL', href: this.toText(value.href) };
    if (ArrayBuffer.isView(value)) return { $type: 'Bytes', length: value.byteLength };
    if (value instanceof Map) return { $type: 'Map', entries: [...value].map(([k, v]) => [k, this.toStored(v, depth + 1)]) };
    if (typeof (value as { pipe?: unknown }).pipe === 'function') return this.toStoredMessage(value as Record<string, unknown>, depth);
    return this.toFields(value, depth);
  }

  /** A stream of Node: only what it says as an HTTP response. */
  private toStoredMessage(value: Record<string, unknown>, depth: number): Stored {
    const said = ['statusCode', 'statusMessage', 'headers', 'body', 'url'].filter((key) => value[key] !== undefined);
    return Object.fromEntries(said.map((key) => [key, this.toStored(value[key], depth + 1)]));
  }

  private toStoredResponse({ status, statusText, headers }: Response): Stored {
    return { $type: 'Response', status, statusText, headers: Object.fromEntries(headers) };
  }

  private toFields(value: object, depth: number): Record<string, Stored> {
    const keys = Object.keys(value).filter((key) => !LEFT_OUT.has(key));
    return Object.fromEntries(keys.slice(0, MAX_ENTRIES).map((key) => [key, this.toStored(read(value, key), depth + 1)]));
  }

  private toStoredError(error: Error, depth: number): Stored {
    const isDom = error.constructor.name === 'DOMException';
    const own = Object.getOwnPropertyNames(error).filter((key) => !LEFT_OUT.has(key) && key !== 'message' && !(isDom && key === 'name'));
    const symbols = symbolsOf(error);
    return {
      $type: 'Error',
      ctors: constructorsOf(error),
      name: error.name,
      ...(isDom && { domException: true }),
      message: this.toText(error.message),
      props: Object.fromEntries(own.map((key) => [key, this.toStored(read(error, key), depth + 1)])),
      ...(gettersOf(error).length > 0 && {
        getters: Object.fromEntries(gettersOf(error).map((key) => [key, this.toStored(read(error, key), depth + 1)])),
      }),
      ...(symbols.yes.length > 0 && { symbols: symbols.yes }),
      ...(symbols.no.length > 0 && { symbolsFalse: symbols.no }),
    };
  }

  private toText(text: string): string {
    const moved = text
      .replaceAll(/https?:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?(?:\/case-[\w-]+)?/g, this.publicUrl)
      .replaceAll(/127\.0\.0\.1|::1/g, '203.0.113.7');
    return moved.length <= MAX_TEXT_CHARS ? moved : `${moved.slice(0, MAX_TEXT_CHARS)}…`;
  }
}

function read(value: object, key: string): unknown {
  try {
    return (value as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function constructorsOf(error: Error): string[] {
  const names: string[] = [];
  for (
    let proto: unknown = Object.getPrototypeOf(error);
    proto !== null && proto !== Object.prototype;
    proto = Object.getPrototypeOf(proto)
  ) {
    names.push((proto as { constructor: { name: string } }).constructor.name);
  }
  return names;
}

/** What a class tells through a getter, such as a status. */
function gettersOf(error: Error): string[] {
  const keys: string[] = [];
  for (
    let proto: object | null = Object.getPrototypeOf(error) as object;
    proto !== null && proto !== Error.prototype;
    proto = Object.getPrototypeOf(proto) as object | null
  ) {
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(proto))) {
      if (
        property.get !== undefined &&
        !/^(?:name|message|stack|__)/.test(key) &&
        ['string', 'number', 'boolean'].includes(typeof read(error, key))
      )
        keys.push(key);
    }
  }
  return [...new Set(keys)].filter((key) => !Object.hasOwn(error, key));
}

/** Registered symbols with a boolean, own or of the class: how libraries mark their errors across copies. */
function symbolsOf(error: Error): { readonly yes: string[]; readonly no: string[] } {
  const yes = new Set<string>();
  const no = new Set<string>();
  for (
    let holder: object | null = error;
    holder !== null && holder !== Object.prototype;
    holder = Object.getPrototypeOf(holder) as object | null
  ) {
    for (const symbol of Object.getOwnPropertySymbols(holder)) {
      const name = Symbol.keyFor(symbol);
      const value: unknown = (error as unknown as Record<symbol, unknown>)[symbol];
      if (name !== undefined && typeof value === 'boolean') (value ? yes : no).add(name);
    }
  }
  for (const name of MARKERS) {
    const value: unknown = (error as unknown as Record<symbol, unknown>)[Symbol.for(name)];
    if (typeof value === 'boolean') (value ? yes : no).add(name);
  }
  return { yes: [...yes], no: [...no] };
}
