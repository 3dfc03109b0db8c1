/** Errors made to break whoever looks at them. */

const KEYS =
  'name message code status cause errors error data response headers body lastError retryDelay details metadata type responseBody stack'.split(
    ' ',
  );
const HUGE_CHARS = 5_000_000;
const TRAPS = ['get', 'has', 'ownKeys', 'getPrototypeOf', 'getOwnPropertyDescriptor'] as const;

/** What a text of 5 MB may consist of: each repeats the beginning of something that a pattern looks for. */
const PIECES = [
  'a',
  '1',
  ' ',
  '\n',
  '{',
  '[',
  '{"error":',
  '"message":"\\',
  'try again in 1 ',
  'retry your request after 1 minute and ',
  'limit 1 requested ',
  'input token count ',
  'expected maxlength: 1',
  'quota exceeded for metric: ',
  'reached your usage ',
  'monthly a ',
  'security token ',
  'got status: 429 ',
  '[429 ',
  'a://b:c@ ',
  'eyJa.',
  'key=',
  'cookie: ',
  'aA1+',
  'f0',
  '-----BEGIN ',
  '<html',
  'Bearer ',
  '1h',
  'Wed, 21 Oct ',
];

function refuse(): never {
  throw new Error('refused');
}

function endless(): object {
  return new Proxy({}, { get: (_target, key) => (key === 'length' ? 1_000_000 : endless()) });
}

/** A string that V8 keeps as one piece, as it comes from a network. */
function repeated(piece: string): string {
  return Buffer.from(piece.repeat(Math.ceil(HUGE_CHARS / piece.length)), 'latin1').toString('latin1');
}

function everywhere(text: string): Error {
  const headers = { 'retry-after': text, 'x-ratelimit-reset': text, ratelimit: text, date: text };
  return Object.assign(new Error(text), {
    name: text,
    code: text,
    type: text,
    status: 429,
    headers,
    body: text,
    responseBody: text,
    error: { message: text },
  });
}

function causes(depth: number): Error {
  let error = new Error('root');
  for (let level = 0; level < depth; level += 1) error = new Error('wrapped', { cause: error });
  return error;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
}

function cyclic(): Error {
  const first = new Error('first');
  const second = new Error('second', { cause: first });
  first.cause = second;
  return Object.assign(first, { error: first, data: second, errors: [first, second], lastError: second });
}

function throwingGetters(): object {
  return Object.defineProperties(new Error('x'), Object.fromEntries(KEYS.map((key) => [key, { get: refuse }])));
}

/** Each by a name, made anew with every call. */
export function hostileErrors(): ReadonlyMap<string, unknown> {
  const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`field${index}`, index]));
  return new Map<string, unknown>([
    ...PIECES.map((piece) => [`5 MB of ${JSON.stringify(piece)}`, everywhere(repeated(piece))] as const),
    ['nothing', undefined],
    ['null', null],
    ['a symbol', Symbol('x')],
    ['a big integer', 10n],
    ['throwing getters', throwingGetters()],
    ['a Proxy that refuses everything', new Proxy({}, Object.fromEntries(TRAPS.map((trap) => [trap, refuse])))],
    [
      'a callable Proxy that refuses everything',
      new Proxy(() => undefined, Object.fromEntries([...TRAPS, 'apply'].map((trap) => [trap, refuse]))),
    ],
    ['a Proxy that is everything', endless()],
    ['a Proxy that is everything, as cause', new Error('x', { cause: endless() })],
    ['a revoked Proxy', Object.assign(new Error('x'), { cause: revoked(), errors: revoked(), headers: revoked() })],
    ['causes that go round', cyclic()],
    ['a thousand causes', causes(1_000)],
    ['a frozen error', Object.freeze(Object.assign(new Error('x'), { status: 429, headers: Object.freeze({ 'retry-after': '5' }) }))],
    ['symbol keys only', Object.assign(Object.create(null) as object, { [Symbol('status')]: 429, [Symbol.for('code')]: 'ECONNRESET' })],
    [
      'symbols and big integers as values',
      Object.assign(new Error('x'), { code: Symbol('x'), status: 10n, headers: { 'retry-after': 5n } }),
    ],
    [
      'values that refuse to become text',
      Object.assign(new Error('x'), { retry_after: { valueOf: refuse, toString: refuse, [Symbol.toPrimitive]: refuse } }),
    ],
    ['a million errors', Object.assign(new Error('x'), { name: 'AggregateError', errors: Array.from({ length: 1_000_000 }, () => 0) })],
    ['headers with ten thousand names, far more than HTTP clients take', Object.assign(new Error('x'), { status: 429, headers: wide })],
    [
      'a body of 60 KB in JSON',
      Object.assign(new Error('x'), { responseBody: JSON.stringify({ error: Array.from({ length: 2_000 }, () => ({ code: 'x' })) }) }),
    ],
    ['a deep body', Object.assign(new Error('x'), { body: `${'{"error":'.repeat(5_000)}1${'}'.repeat(5_000)}` })],
    [
      'a hundred long records',
      Object.assign(new Error('x'), { details: Array.from({ length: 100 }, () => ({ message: repeated('b'), details: repeated('c') })) }),
    ],
  ]);
}
