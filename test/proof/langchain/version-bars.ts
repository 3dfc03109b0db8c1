import { FRAMEWORK_RELEASES } from '../../support/compatibility/framework-releases.ts';
import { roundTripsWith } from '../../support/round-trips-with.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const FEWEST_CALLS = 80;
const TIMEOUT_MS = 20 * 60_000;

export const versionBars: readonly Bar[] = FRAMEWORK_RELEASES.langchain.map(({ name, packages }) =>
  defineBar({
    area: 'langchain',
    bar: `calls that differ between a workflow and plain code, in a project of its own with the ${name}${name === 'oldest' ? ' supported' : ''} LangChain`,
    unit: 'calls',
    target: 0,
    timeoutMs: TIMEOUT_MS,
    async measure() {
      const { version, calls, different } = await roundTripsWith('langchain', packages);
      const note = `langchain ${version}, ${calls} calls${different.map((call) => `; ${call}`).join('')}`;
      return { value: different.length, ok: different.length === 0 && calls >= FEWEST_CALLS, note };
    },
  }),
);
