import type { UsageRecord } from '../contract/usage-record.js';

type Tokens = UsageRecord['tokens'];

/** Numbers of tokens as a usage record has them: without those that nobody stated, and without zeros, which say as much in every step. */
export function knownTokens(tokens: { readonly [name in keyof Tokens]: number | undefined }): Tokens {
  return Object.fromEntries(
    Object.entries(tokens).filter((entry): entry is [string, number] => typeof entry[1] === 'number' && entry[1] > 0),
  );
}
