import { readFileSync } from 'node:fs';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { memoryJournal, memoryStore, OncewardPlugin } from 'onceward/worker';
import * as models from '../../fixtures/agent/models.ts';
import * as tools from '../../fixtures/agent/tools.ts';
import { bundleWorkflows } from '../../fixtures/harness/bundle-workflows.ts';
import { defineBar } from '../define-bar.ts';
import { readBundle, type BundleText } from './read-bundle.ts';

const FOLDER = new URL('../../fixtures/agent/', import.meta.url);
const DURABLE_FILES = ['tools.ts', 'models.ts'];
/** A shorter line, such as `});`, is in every file. */
const SHORTEST_LINE = 12;
const SHORTEST_TEXT = 8;
const TEXT_IN_QUOTES = /'((?:[^'\\\n]|\\.)*)'/g;
/** What a stub tells on purpose: the model has to know what a tool is for, the run which model it asks. */
const TOLD_BY_STUBS = /\b(?:description|modelId):/;

/** Whole lines, and texts in quotes, which a compiler leaves as they are. */
export const bundleLines = defineBar({
  area: 'slice',
  bar: 'lines and texts of durable modules in a workflow bundle or its source map',
  unit: 'lines and texts',
  target: 0,
  async measure() {
    const plugin = new OncewardPlugin({ modules: [tools, models], adapters: [aiSdk()], store: memoryStore(), journal: memoryJournal() });
    const bundle = readBundle((await bundleWorkflows(new URL('workflows.ts', FOLDER), plugin)).code);
    if (!bundle.code.includes('onceward-manifest:')) throw new Error('the bundle was made without the plugin');
    const { searched, skipped, found } = findLeaks(bundle);
    const conditions = `searched for ${searched} in ${bundle.sources.length} sources; not for ${skipped} that other files have too`;
    return { value: found.length, ok: searched > 0 && found.length === 0, note: [conditions, ...found].join('\n') };
  },
});

export function findLeaks(bundle: BundleText): { readonly searched: number; readonly skipped: number; readonly found: readonly string[] } {
  const traces = DURABLE_FILES.flatMap(tracesOf);
  const own = traces.filter((trace) => !isElsewhere(trace, bundle));
  const found = own.filter((trace) => holds(bundle.code, trace) || bundle.sources.some(({ content }) => holds(content, trace)));
  return { searched: own.length, skipped: traces.length - own.length, found };
}

function tracesOf(file: string): readonly string[] {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8')
    .split('\n')
    .map((line) => line.trim());
  const texts = lines
    .filter((line) => !TOLD_BY_STUBS.test(line))
    .flatMap((line) => [...line.matchAll(TEXT_IN_QUOTES)].flatMap(([quoted, text = '']) => (text.length < SHORTEST_TEXT ? [] : [quoted])));
  return [...new Set([...lines.filter((line) => line.length >= SHORTEST_LINE), ...texts])];
}

/** A line such as `import { z } from 'zod';` says nothing when other files have it too. */
function isElsewhere(trace: string, { sources }: BundleText): boolean {
  return sources.some(({ name, content }) => !DURABLE_FILES.some((file) => name.endsWith(`/agent/${file}`)) && holds(content, trace));
}

function holds(text: string, trace: string): boolean {
  return text.includes(trace) || text.includes(trace.replaceAll("'", '"'));
}
