import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

/** Entries come from `exports` in package.json, so the two cannot differ: `./ai-sdk/workflow` is `adapters/ai-sdk/workflow.ts`. */
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };

function sourceOf(subpath: string): [name: string, source: string] {
  if (subpath === '.') return ['index', 'src/index.ts'];
  const name = subpath.slice(2);
  return [name, name.includes('/') ? `adapters/${name}.ts` : `src/${name}.ts`];
}

const entries = Object.keys(manifest.exports).filter(
  (subpath) => subpath !== './package.json' && !/^\.\/(bundler|threads)\//.test(subpath),
);

export default defineConfig({
  entry: {
    ...Object.fromEntries(entries.map(sourceOf)),
    cli: 'src/cli/main.ts',
    // Loaded by worker threads by file name.
    'threads/loop-watcher': 'src/worker/event-loop/loop-watcher.ts',
    'threads/load-check': 'src/worker/bundler/load-check-thread.ts',
    'threads/thread-entry': 'src/worker/threads/thread-entry.ts',
    // Loaded by webpack by file name, not imported by anyone.
    'bundler/source-loader': 'src/worker/bundler/source-loader.ts',
  },
  format: ['esm'],
  target: 'es2023',
  platform: 'neutral',
  external: [/^node:/],
  removeNodeProtocol: false,
  dts: false,
  splitting: true,
  sourcemap: true,
  clean: true,
});
