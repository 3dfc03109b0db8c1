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
const MAX_CODES = 12;

/** The codes that a text, which is lower-case, states. */
export function codesInText(text: string): readonly string[] {
  return STATED.flatMap((pattern) => [...text.matchAll(pattern)].slice(0, MAX_CODES).map(([, code, other]) => code ?? other ?? ''));
}
