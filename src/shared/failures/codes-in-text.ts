/** Where a sentence states a code, and does not speak of one: in brackets, or as a field. */
const STATED: readonly RegExp[] = [
  // Firebase: `[firestore/permission-denied] The caller …`, `Firebase: Error (auth/too-many-requests).`
  /[[(]([a-z_]{2,30}\/[a-z-]{4,40})[\])]/g,
  // AWS through Python, and Azure: `An error occurred (ThrottlingException) when calling …`, `(AuthorizationFailed) The client …`
  /\ban error occurred \(([a-z.]{3,60})\)|(?:^|: )\(([a-z]{4,60})\) /g,
  /[[(]([a-z]{4,60}(?:exception|error))[\])]/g,
  // gRPC from Go: `rpc error: code = ResourceExhausted desc = …`
  /\bcode ?= ?"?([a-z_]{4,40})\b/g,
  /\b(?:exception ?name|error ?code|error ?type): ?["'`]?([a-z]{4,60})\b/g,
  /\b(?:code|type|reason): ?["'`]?([a-z]{2,30}(?:[_-][a-z]{2,30}){1,5})\b/g,
];
/** Where case tells a code: `openai.APITimeoutError: …`, `InternalError.Algo.DataInspectionFailed: …`, `None REQUEST_LIMIT_EXCEEDED: …`. */
const CASED: readonly RegExp[] = [/\b(?:\w{1,40}\.){1,6}([A-Z]\w{3,60})(?=:)/g, /(?:^|[\s:])([A-Z]{2,20}(?:_[A-Z]{2,20}){1,5})(?=:)/g];
const MAX_CODES = 12;
const MAX_CASED_CHARS = 1000;

/** The codes, lower-case, that a text, which is lower-case, states, and the messages of errors as they are. */
export function codesInText(text: string, messages: readonly string[]): readonly string[] {
  const cased = messages.flatMap((message) => CASED.flatMap((pattern) => codesIn(message.slice(0, MAX_CASED_CHARS), pattern)));
  return [...STATED.flatMap((pattern) => codesIn(text, pattern)), ...cased.map((code) => code.toLowerCase())];
}

function codesIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].slice(0, MAX_CODES).map(([, code, other]) => code ?? other ?? '');
}
