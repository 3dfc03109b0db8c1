import { readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aiSdk } from 'onceward/ai-sdk/worker';
import { memoryJournal, memoryStore, OncewardPlugin, type ReplayOptions } from 'onceward/worker';
import { FRAMEWORKS, loadTwin } from '../../../examples/document-agent/twins.ts';
import { AI_SDK_PATTERNS, LANGCHAIN_PATTERNS } from '../pattern-sets.ts';
import { loadPatternPlugin, type PatternSet } from '../patterns-scene.ts';

const EXAMPLES = resolve(import.meta.dirname, '../../../examples');

/** Examples whose histories are replayed with the same code: they share a bundle. */
export interface KeptCode {
  readonly name: string;
  /** As folders of `examples/`. */
  readonly examples: readonly string[];
  readonly load: () => Promise<ReplayOptions>;
}

const fileOf = (path: string): string => fileURLToPath(new URL(path, `file://${EXAMPLES}/`));
// A replay reads nothing from a store: what a history of an example refers to, its workflow only passes on.
const EMPTY = { store: memoryStore(), journal: memoryJournal() };

function ofPatterns(set: PatternSet): KeptCode {
  const name = set.folder.replace('examples/', '');
  return {
    name,
    examples: set.names.map((pattern) => `${name}/${pattern}`),
    load: async () => ({ workflowsPath: fileURLToPath(set.workflows), plugins: [await loadPatternPlugin(set)] }),
  };
}

/** The code of today of all examples. */
export const KEPT_CODE: readonly KeptCode[] = [
  ofPatterns(AI_SDK_PATTERNS),
  ofPatterns(LANGCHAIN_PATTERNS),
  ...FRAMEWORKS.map((framework) => ({
    name: `document-agent/${framework}`,
    examples: [`document-agent/${framework}`],
    async load() {
      const { workflowsPath, createOnceward } = await loadTwin(framework);
      return { workflowsPath, plugins: [createOnceward(EMPTY)] };
    },
  })),
  {
    name: 'quickstart',
    examples: ['quickstart'],
    async load() {
      const modules = await Promise.all([
        import('../../../examples/quickstart/models.ts'),
        import('../../../examples/quickstart/tools.ts'),
      ]);
      return {
        workflowsPath: fileOf('quickstart/workflows.ts'),
        plugins: [new OncewardPlugin({ modules, adapters: [aiSdk()], ...EMPTY })],
      };
    },
  },
  {
    name: 'upload',
    examples: ['upload'],
    async load() {
      const modules = [await import('../../../examples/upload/tools.ts')];
      return { workflowsPath: fileOf('upload/workflows.ts'), plugins: [new OncewardPlugin({ modules, ...EMPTY })] };
    },
  },
];

/** The examples that there are: whatever has a worker. */
export function examplesOnDisk(): readonly string[] {
  const workers = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(`${sep}worker.ts`));
  return workers
    .map((path) => relative('.', dirname(path)).split(sep))
    .map((parts) => (parts.at(-1) === 'durable' ? parts.slice(0, -1) : parts).join('/'))
    .toSorted();
}

/** A file of an example. */
export function exampleFile(example: string, file: string): string {
  return join(EXAMPLES, example, file);
}
