const REDACTED = '[redacted]';

/** What looks like a secret, most specific first. All are linear: bounded or without overlapping repetitions. */
const SECRETS: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*/g, REDACTED],
  // user:password@host in any URL or connection string.
  [/\b([a-z][a-z0-9+.-]{1,30}:\/\/)[^\s'"<>]{1,300}@/gi, `$1${REDACTED}@`],
  [/\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g, REDACTED],
  [/\b(Bearer|Basic|Token|ApiKey)[ :]+[\w.~+/=-]{6,}/gi, `$1 ${REDACTED}`],
  [
    /\b(?:sk|pk|rk|whsec|xai|gsk|hf|r8|pplx|fw|csk|nvapi|tvly|pcsk|glpat|ghp|gho|ghu|ghs|ghr|github_pat|xox[a-z]|xapp|npm|dop_v1|shpat|SG|key)[-_.][\w.-]{4,}/g,
    REDACTED,
  ],
  [/\bAIza[\w-]{20,}/g, REDACTED],
  [/\bya29\.[\w-]{10,}/g, REDACTED],
  [/\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{12,}/g, REDACTED],
  [/\b((?:set-)?cookies?["']?\s?[=:] ?)[^\r\n]*/gi, `$1${REDACTED}`],
  // `name=value`, `name: value`, `"name": "value"` where the name says that it is one.
  [
    /((?:authorization|api[-_ ]?key|apikey|access[-_ ]?key(?:[-_ ]?id)?|secret(?:[-_ ]?access)?(?:[-_ ]?key)?|client[-_ ]?secret|access[-_ ]?token|refresh[-_ ]?token|id[-_ ]?token|auth[-_ ]?token|session[-_ ]?token|security[-_ ]?token|x-amz-[\w-]{1,30}|account[-_ ]?key|password|passwd|pwd|passphrase|credential|signature|\bsig|\btoken|\bkey|\bauth|\bsecret)s?["']?(?: provided)? ?[=:] ?)["']?(?!\[redacted\])[^\s"'&,;)}\]]{3,}/gi,
    `$1${REDACTED}`,
  ],
  // A long unbroken run of letters and digits is a key more often than a word; the name of an artifact is not.
  [
    /\b(?![\w+/]{0,200}\bsha256\/[a-f0-9]{64}\b)(?=[\w+/]{0,200}\d)(?=[\w+/]{0,200}[a-z])(?=[\w+/]{0,200}[A-Z])[\w+/]{32,}={0,2}/g,
    REDACTED,
  ],
  [/\b(?<!\bsha256\/)[a-f0-9]{32,}\b/gi, REDACTED],
];

/** Removes what looks like a secret from a text: keys, tokens, passwords, in prose, URLs, headers or JSON. */
export function redactSecrets(text: string): string {
  return SECRETS.reduce((current, [pattern, replacement]) => current.replace(pattern, replacement), text);
}
