import { readProviderErrorCases, readRecordedErrors, type ProviderErrorCase } from '../../fixtures/provider-errors/provider-error-cases.ts';
import { scoreVerdicts, type Scores, type Tally } from '../../support/provider-errors/score-verdicts.ts';
import { defineBar, type Bar } from '../define-bar.ts';

function everyCaseRight(name: string, read: () => readonly ProviderErrorCase[]): Bar {
  return defineBar({
    area: 'failures',
    bar: `${name}: cases with a wrong verdict`,
    unit: 'cases',
    target: 0,
    async measure() {
      const cases = read();
      const { misses } = scoreVerdicts(cases);
      return { value: misses.length, ok: cases.length > 0 && misses.length === 0, note: [`of ${cases.length}`, ...misses].join('\n') };
    },
  });
}

function share(what: string, tallyOf: (scores: Scores) => Tally, leastPercent: number): Bar {
  return defineBar({
    area: 'failures',
    bar: `corpus of real clients: ${what}`,
    unit: '% right',
    target: `≥ ${leastPercent}`,
    async measure() {
      const scores = scoreVerdicts(readRecordedErrors());
      const { right, of } = tallyOf(scores);
      const value = (100 * right) / of;
      return { value, ok: of > 0 && value >= leastPercent, note: [`${right} of ${of}`, ...(right < of ? scores.misses : [])].join('\n') };
    },
  });
}

function never(what: string, countOf: (scores: Scores) => number): Bar {
  return defineBar({
    area: 'failures',
    bar: `corpus of real clients: ${what}`,
    unit: 'cases',
    target: 0,
    async measure() {
      const value = countOf(scoreVerdicts(readRecordedErrors()));
      return { value, ok: value === 0 };
    },
  });
}

export const classificationBars: readonly Bar[] = [
  everyCaseRight('sample of recorded provider errors', readProviderErrorCases),
  share('retry or not, where sources agree', ({ retryUndisputed }) => retryUndisputed, 97),
  share('retry or not, where sources disagree', ({ retryDisputed }) => retryDisputed, 85),
  share('category', ({ category }) => category, 92),
  share('Retry-After', ({ retryAfter }) => retryAfter, 97),
  never('crashes', ({ crashes }) => crashes),
  never('errors of quota, key or context length that are retried', ({ wastefulRetries }) => wastefulRetries),
];
