import { roundTripsWith } from '../../support/round-trips-with.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const TIMEOUT_MS = 20 * 60_000;

/** The first release of AI SDK 7, with the providers' packages of its day, and what is newest now. */
const RELEASES = [
  {
    name: 'the oldest',
    packages: ['ai@7.0.0', '@ai-sdk/openai@4.0.0', '@ai-sdk/anthropic@4.0.0', '@ai-sdk/openai-compatible@3.0.0', '@ai-sdk/cohere@4.0.0'],
  },
  {
    name: 'the newest',
    packages: ['ai@7', '@ai-sdk/openai@4', '@ai-sdk/anthropic@4', '@ai-sdk/openai-compatible@3', '@ai-sdk/cohere@4'],
  },
];

export const versionBars: readonly Bar[] = RELEASES.map(({ name, packages }) =>
  defineBar({
    area: 'ai-sdk',
    bar: `calls that differ between a workflow and plain code, in a project of its own with ${name} AI SDK 7`,
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
