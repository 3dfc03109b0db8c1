import type { Category } from '../../src/shared/failures/category.ts';
import type { Wire } from './mock-server.ts';

/** What a classifier should say, written from the provider's documentation before any classifier was asked. */
export interface Expectation {
  readonly category: Category;
  readonly alsoAcceptable?: readonly Category[];
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly retryAfterToleranceMs?: number;
  readonly retryAfterOptional?: boolean;
  readonly outcomeUnknown: boolean;
  readonly freshSample?: boolean;
  readonly disputed?: string;
  readonly reason: string;
  readonly source: string;
}

export interface CorpusCase {
  readonly provider: string;
  /** The client that makes the call: a name in `clients/`. */
  readonly via: string;
  readonly kind: 'model' | 'tool' | 'retrieval';
  readonly wire: Wire | null;
  readonly expect: Expectation;
}

type Extra = Partial<Omit<Expectation, 'category' | 'retryable' | 'reason' | 'source'>>;

/** Another try is worth it. */
export function again(category: Category, reason: string, source: string, extra: Extra = {}): Expectation {
  return { category, retryable: true, retryAfterMs: null, outcomeUnknown: false, reason, source, ...extra };
}

/** The same call would fail the same way. */
export function final(category: Category, reason: string, source: string, extra: Extra = {}): Expectation {
  return { category, retryable: false, retryAfterMs: null, outcomeUnknown: false, reason, source, ...extra };
}

/** The same wire, seen through several clients. */
export function through(
  provider: string,
  vias: readonly string[],
  rows: readonly (readonly [wire: Wire, expect: Expectation, only?: readonly string[]])[],
  kind: CorpusCase['kind'] = 'model',
): readonly CorpusCase[] {
  return rows.flatMap(([wire, expect, only]) => (only ?? vias).map((via) => ({ provider, via, kind, wire, expect })));
}
