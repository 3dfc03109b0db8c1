import { FRAMEWORK_RELEASES } from '../../support/compatibility/framework-releases.ts';
import { roundTripsWith } from '../../support/round-trips-with.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const TIMEOUT_MS = 20 * 60_000;

export const versionBars: readonly Bar[] = FRAMEWORK_RELEASES['ai-sdk'].map(({ name, packages }) =>
  defineBar({
    area: 'ai-sdk',
    bar: `calls that differ between a workflow and plain code, in a project of its own with the ${name} AI SDK 7`,
    unit: 'calls',
    target: 0,
    timeoutMs: TIMEOUT_MS,
    async measure() {
      const { version, calls, different } = await roundTripsWith('ai-sdk', packages);
      const note = `ai ${version}, ${calls} calls${different.map((call) => `; ${call}`).join('')}`;
      return { value: different.length, ok: different.length === 0 && calls >= 60, note };
    },
  }),
);
