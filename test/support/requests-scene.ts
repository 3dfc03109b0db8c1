import { aiSdk } from 'onceward/ai-sdk/worker';
import { langchain } from 'onceward/langchain/worker';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import { bundleWorkflows } from '../fixtures/harness/bundle-workflows.ts';
import { openTemporal } from '../fixtures/harness/open-temporal.ts';
import { withWorker } from '../fixtures/harness/with-worker.ts';
import * as models from '../fixtures/requests/models.ts';
import type { Client } from '../fixtures/requests/workflows.ts';
import { startRefusingProvider, type Refusal } from './refusing-provider.ts';

export const CLIENTS = ['aiSdkOpenAI', 'aiSdkAnthropic', 'langchainOpenAI', 'langchainAnthropic'] as const satisfies Client[];

const SECOND_MS = 1_000;
const inMs = (ms: number): Date => new Date(Date.now() + ms);
const google = {
  error: {
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message: 'slow',
    details: [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '2.5s' }],
  },
};
const words = {
  error: { message: 'Rate limit reached. Please try again in 2.5s.', type: 'requests', param: null, code: 'rate_limit_exceeded' },
};

const throttled = (headers: Record<string, string>): Refusal => ({ status: 429, headers });

/** Every form in which a provider says how long to wait: what it answers, and the wait it means. */
export const WAITS: Readonly<Record<string, { readonly askedMs: number; readonly refuse: () => Refusal }>> = {
  'retry-after-ms': { askedMs: 2_500, refuse: () => throttled({ 'retry-after-ms': '2500' }) },
  seconds: { askedMs: 2_500, refuse: () => throttled({ 'retry-after': '2.5' }) },
  // An HTTP-date has no milliseconds: up to one second of the three is cut off.
  'http-date': { askedMs: 2_000, refuse: () => throttled({ 'retry-after': inMs(3_000).toUTCString() }) },
  'go-duration': {
    askedMs: 2_500,
    refuse: () => throttled({ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '2s500ms' }),
  },
  'rfc-3339': {
    askedMs: 2_400,
    refuse: () =>
      throttled({ 'anthropic-ratelimit-requests-remaining': '0', 'anthropic-ratelimit-requests-reset': inMs(2_500).toISOString() }),
  },
  epoch: {
    askedMs: 2_000,
    refuse: () => throttled({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(inMs(3_000).getTime() / SECOND_MS)) }),
  },
  draft: { askedMs: 3_000, refuse: () => throttled({ ratelimit: '"minute";r=0;t=3' }) },
  'retry-info': { askedMs: 2_500, refuse: () => ({ status: 429, body: google }) },
  words: { askedMs: 2_500, refuse: () => ({ status: 429, body: words }) },
  // No wait at all: Temporal would take a delay of 0 for "never again".
  zero: { askedMs: 0, refuse: () => throttled({ 'retry-after': '0' }) },
  past: { askedMs: 0, refuse: () => throttled({ 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }) },
};

/** What one call came to. */
export interface Outcome {
  readonly requests: number;
  /** Between the first and the second request. */
  readonly gapMs: number | undefined;
  readonly answer: string | undefined;
}

export interface RequestsScene {
  /** What the worker logged. */
  readonly log: readonly string[];
  ask(client: Client, refusal: string): Promise<Outcome>;
}

/** A real server, a worker with both frameworks, and a provider that refuses: each call has two attempts. */
export async function withRequestsScene<Result>(use: (scene: RequestsScene) => Promise<Result>): Promise<Result> {
  const refusals = new Map<string, () => Refusal>([
    ['always', () => ({ status: 503, always: true })],
    ...Object.entries(WAITS).map(([name, { refuse }]) => [name, refuse] as const),
  ]);
  const provider = await startRefusingProvider(refusals);
  process.env['REFUSING_PROVIDER'] = provider.url;
  const plugin = new OncewardPlugin({
    modules: [models],
    adapters: [aiSdk(), langchain()],
    store: memoryStore(),
    journal: memoryJournal(),
  });
  const workflowBundle = await bundleWorkflows(new URL('../fixtures/requests/workflows.ts', import.meta.url), plugin);
  const log: string[] = [];
  const temporal = await openTemporal(({ message }) => log.push(message));
  const scene: RequestsScene = {
    log,
    async ask(client, refusal) {
      const answer = await temporal.client.workflow
        .execute('ask', { taskQueue: 'requests', workflowId: `${client}-${refusal}`, args: [client, refusal] })
        .then(String, () => undefined);
      const arrivals = provider.requests.filter(({ prompt }) => prompt === `${client}:${refusal}`).map(({ atMs }) => atMs);
      const [first, second] = arrivals;
      return { requests: arrivals.length, answer, gapMs: first === undefined || second === undefined ? undefined : second - first };
    },
  };
  try {
    return await withWorker({ connection: temporal.connection, taskQueue: 'requests', workflowBundle, plugins: [plugin] }, () =>
      use(scene),
    );
  } finally {
    await temporal.close();
    await provider.close();
  }
}
