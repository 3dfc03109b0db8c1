import { classifyError, type Verdict } from 'onceward';
import type { ProviderErrorCase } from '../../fixtures/provider-errors/provider-error-cases.ts';
import { rehydrate } from '../../fixtures/provider-errors/rehydrate.ts';

/** How many of a question's answers were right. */
export interface Tally {
  readonly right: number;
  readonly of: number;
}

/** How well `classifyError` judges a set of labelled errors. */
export interface Scores {
  readonly retryUndisputed: Tally;
  readonly retryDisputed: Tally;
  readonly category: Tally;
  readonly retryAfter: Tally;
  readonly outcomeUnknown: Tally;
  readonly freshSample: Tally;
  readonly crashes: number;
  /** Errors of money, keys or context length that would be tried again. */
  readonly wastefulRetries: number;
  /** A line for each wrong answer. */
  readonly misses: readonly string[];
}

interface Answer {
  readonly testCase: ProviderErrorCase;
  readonly verdict: Verdict | undefined;
}
type Question = (answer: Answer) => boolean;

const DEFAULT_TOLERANCE_MS = 1;
const NEVER_AGAIN: ReadonlySet<string> = new Set(['quota_exhausted', 'auth', 'context_length']);

const QUESTIONS = {
  retry: ({ testCase, verdict }) => verdict?.retryable === testCase.expect.retryable,
  category: ({ testCase: { expect }, verdict }) =>
    verdict !== undefined && [expect.category, ...(expect.alsoAcceptable ?? [])].includes(verdict.category),
  retryAfter: ({ testCase, verdict }) => verdict !== undefined && isStatedWait(testCase.expect, verdict.retryAfterMs),
  outcomeUnknown: ({ testCase, verdict }) => (verdict?.outcomeUnknown ?? false) === testCase.expect.outcomeUnknown,
  freshSample: ({ testCase, verdict }) => (verdict?.freshSample ?? false) === (testCase.expect.freshSample ?? false),
} satisfies Record<string, Question>;

/** Judges every case and counts what was right. */
export function scoreVerdicts(cases: readonly ProviderErrorCase[]): Scores {
  const answers = cases.map((testCase): Answer => ({ testCase, verdict: verdictOn(testCase) }));
  const tally = (question: Question, among: readonly Answer[] = answers): Tally => ({
    right: among.filter(question).length,
    of: among.length,
  });
  return {
    retryUndisputed: tally(
      QUESTIONS.retry,
      answers.filter(({ testCase }) => testCase.expect.disputed === undefined),
    ),
    retryDisputed: tally(
      QUESTIONS.retry,
      answers.filter(({ testCase }) => testCase.expect.disputed !== undefined),
    ),
    category: tally(QUESTIONS.category),
    retryAfter: tally(QUESTIONS.retryAfter),
    outcomeUnknown: tally(QUESTIONS.outcomeUnknown),
    freshSample: tally(QUESTIONS.freshSample),
    crashes: answers.filter(({ verdict }) => verdict === undefined).length,
    wastefulRetries: answers.filter(isWastefulRetry).length,
    misses: answers.flatMap(describeMiss),
  };
}

/** The verdict on a stored error; undefined when there was none. */
export function verdictOn({ error, kind, now }: ProviderErrorCase): Verdict | undefined {
  try {
    return classifyError(rehydrate(error), { kind, now: new Date(now) });
  } catch {
    return undefined;
  }
}

function isWastefulRetry({ testCase, verdict }: Answer): boolean {
  return NEVER_AGAIN.has(testCase.expect.category) && !testCase.expect.retryable && verdict?.retryable === true;
}

function isStatedWait(expected: ProviderErrorCase['expect'], actualMs: number | undefined): boolean {
  const { retryAfterMs, retryAfterOptional, retryAfterToleranceMs = DEFAULT_TOLERANCE_MS } = expected;
  if (actualMs === undefined) return retryAfterMs === null || retryAfterOptional === true;
  return retryAfterMs !== null && Math.abs(actualMs - retryAfterMs) <= retryAfterToleranceMs;
}

function describeMiss(answer: Answer): string[] {
  const wrong = Object.entries(QUESTIONS).flatMap(([name, isRight]) => (isRight(answer) ? [] : [name]));
  const { testCase, verdict } = answer;
  const { id, via, expect } = testCase;
  return wrong.length === 0 ? [] : [`${id} ${via} (${expect.reason}): wrong ${wrong.join(', ')}; said ${JSON.stringify(verdict)}`];
}
