import { roundTripsWith } from '../../support/round-trips-with.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const FEWEST_CALLS = 80;
const TIMEOUT_MS = 20 * 60_000;

/** The oldest that the package asks for, with the providers' packages of their day, and what is newest now. */
const RELEASES = [
  {
    name: 'the oldest supported',
    packages: [
      'langchain@1.4.0',
      '@langchain/core@1.1.48',
      '@langchain/langgraph@1.3.0',
      '@langchain/openai@1.4.7',
      '@langchain/anthropic@1.4.0',
    ],
  },
  {
    name: 'the newest',
    packages: ['langchain@1', '@langchain/core@1', '@langchain/langgraph@1', '@langchain/openai@1', '@langchain/anthropic@1'],
  },
];

export const versionBars: readonly Bar[] = RELEASES.map(({ name, packages }) =>
  defineBar({
    area: 'langchain',
    bar: `calls that differ between a workflow and plain code, in a project of its own with ${name} LangChain`,
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
