import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { oncewardClient } from 'onceward/client';
import { startScriptedProvider } from 'onceward/testing';
import type { BlobStore } from 'onceward';
import { memoryJournal, memoryStore } from 'onceward/worker';
import { createOnceward } from '../../fixtures/chain/onceward.ts';
import { pageScript, taskOf } from '../../fixtures/chain/page-script.ts';
import { bundleWorkflows } from '../../fixtures/harness/bundle-workflows.ts';
import { openTemporal } from '../../fixtures/harness/open-temporal.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const WORKFLOWS = fileURLToPath(new URL('../../fixtures/chain/workflows.ts', import.meta.url));
const KEY = { keyId: 'k1', key: () => new Uint8Array(32).fill(7) };
/** The request at which something goes. */
const LOST_AT = 5;
const WITHIN_MS = 60_000;

interface Loss {
  readonly whole: boolean;
  readonly encrypted: boolean;
}

const LOSSES: readonly Loss[] = [
  { whole: false, encrypted: false },
  { whole: true, encrypted: false },
  { whole: false, encrypted: true },
  { whole: true, encrypted: true },
];

/** A store that can lose its largest object, which is a result, or everything. */
function losingStore(): { readonly store: BlobStore; readonly lose: (whole: boolean) => void } {
  const inner = memoryStore();
  const sizes = new Map<string, number>();
  let isGone = (_key: string): boolean => false;
  const store: BlobStore = {
    name: inner.name,
    location: inner.location,
    async put(key, content, options) {
      if (content instanceof Uint8Array) sizes.set(key, content.byteLength);
      await inner.put(key, content, options);
    },
    get: async (key, options) => (isGone(key) ? undefined : inner.get(key, options)),
    head: async (key) => (isGone(key) ? undefined : inner.head(key)),
    move: (from, to) => inner.move(from, to),
    delete: (key) => inner.delete(key),
    list: (prefix) => inner.list(prefix),
  };
  const lose = (whole: boolean): void => {
    const [largest] = [...sizes].toSorted(([, one], [, other]) => other - one)[0] ?? [];
    isGone = whole ? () => true : (key) => key === largest;
  };
  return { store, lose };
}

/** What becomes of a run whose store loses something half way; the prompts that came after it, too. */
async function runWithLoss({ whole, encrypted }: Loss): Promise<string> {
  const { store, lose } = losingStore();
  const answer = pageScript([120_000, 9_000, 30_000, 2_500]);
  const provider = await startScriptedProvider({
    script(request) {
      if (request.number === LOST_AT) lose(whole);
      return answer(request);
    },
  });
  process.env['MODEL_URL'] = provider.url;
  const temporal = await openTemporal();
  const encryption = encrypted && { encryption: KEY };
  try {
    const plugin = createOnceward({ store, journal: memoryJournal(), cachedPrompts: 0, ...encryption });
    const workflowBundle = await bundleWorkflows(WORKFLOWS, plugin);
    const worker = await Worker.create({ connection: temporal.connection, taskQueue: 'chain', workflowBundle, plugins: [plugin] });
    const client = new Client({ connection: temporal.client.connection, plugins: [oncewardClient(encryption || undefined)] });
    const options = { args: [taskOf(4, 12), 'none'], taskQueue: 'chain', workflowId: 'loss', workflowExecutionTimeout: WITHIN_MS };
    const outcome = await worker.runUntil(() =>
      client.workflow.execute('readOn', options).then(
        () => 'completed',
        (error: { readonly cause?: unknown }) => String(error.cause),
      ),
    );
    return provider.requests().length > LOST_AT ? `${outcome} (and ${provider.requests().length - LOST_AT} more requests)` : outcome;
  } finally {
    await temporal.close();
    await provider.close();
  }
}

const losses = defineBar({
  area: 'chain',
  bar: 'runs that end otherwise than typed, with no request more, when an object or the whole store is lost; the same encrypted',
  unit: `of ${LOSSES.length}`,
  target: 0,
  async measure() {
    const outcomes: string[] = [];
    for (const loss of LOSSES) outcomes.push(`${JSON.stringify(loss)}: ${await runWithLoss(loss)}`);
    const value = outcomes.filter(
      (outcome) => !/PayloadMissing: .*has no object/.test(outcome) || outcome.includes('more requests'),
    ).length;
    return { value, ok: value === 0, note: outcomes.join('\n') };
  },
});

export const lossBars: readonly Bar[] = [losses];
