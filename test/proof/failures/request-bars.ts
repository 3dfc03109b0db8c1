import { CLIENTS, WAITS, withRequestsScene } from '../../support/requests-scene.ts';
import { defineBar, type Bar } from '../define-bar.ts';

/** Each call of the scene has two attempts, and its provider refuses both. */
const ATTEMPTS = 2;

const requestsPerAttempt = defineBar({
  area: 'failures',
  bar: 'HTTP requests per attempt: AI SDK and LangChain, OpenAI and Anthropic wire',
  unit: 'requests at most and at least',
  target: 1,
  async measure() {
    const outcomes = await withRequestsScene((scene) =>
      Promise.all(CLIENTS.map(async (client) => ({ client, perAttempt: (await scene.ask(client, 'always')).requests / ATTEMPTS }))),
    );
    const counts = [...new Set(outcomes.map(({ perAttempt }) => perAttempt))];
    const note = outcomes.map(({ client, perAttempt }) => `${client}: ${perAttempt}`).join('\n');
    return { value: counts.length === 1 ? (counts[0] ?? 0) : counts.join(', '), ok: counts.length === 1 && counts[0] === 1, note };
  },
});

const waits = defineBar({
  area: 'failures',
  bar: 'forms of Retry-After after which the second attempt came too soon or never',
  unit: `of ${Object.keys(WAITS).length} forms`,
  target: 0,
  async measure() {
    const rows = await withRequestsScene((scene) =>
      Promise.all(Object.entries(WAITS).map(async ([name, { askedMs }]) => ({ name, askedMs, ...(await scene.ask('aiSdkOpenAI', name)) }))),
    );
    const wrong = rows.filter(({ gapMs, askedMs, answer }) => answer === undefined || gapMs === undefined || gapMs < askedMs);
    const note = rows.map(({ name, askedMs, gapMs }) => `${name}: asked ${askedMs} ms, came after ${gapMs} ms`).join('\n');
    return { value: wrong.length, ok: wrong.length === 0, note };
  },
});

export const requestBars: readonly Bar[] = [requestsPerAttempt, waits];
