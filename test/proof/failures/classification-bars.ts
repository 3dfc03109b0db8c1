import { readProviderErrorCases, type ProviderErrorCase } from '../../fixtures/provider-errors/provider-error-cases.ts';
import { scoreVerdicts } from '../../support/provider-errors/score-verdicts.ts';
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

export const classificationBars: readonly Bar[] = [everyCaseRight('sample of recorded provider errors', readProviderErrorCases)];
