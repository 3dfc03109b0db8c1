import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const DIST = join(REPOSITORY, 'dist');
const KB = 1_000;
const scripts = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
};

const IMPORT = /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+\s*from\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

function importsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, fixed, dynamic]) => fixed ?? dynamic ?? '');
}

/** An entry with all chunks it loads. */
function loadedBy(entry: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const request of importsOf(entry)) if (request.startsWith('.')) loadedBy(join(dirname(entry), request), seen);
  return seen;
}

function packageOf(request: string): string {
  return request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/');
}

describe('every library is imported, none is copied into the package', () => {
  test('what the built files import is declared in package.json', () => {
    const requests = scripts.flatMap((file) => importsOf(join(DIST, file))).filter((request) => !/^(\.|node:)/.test(request));
    const declared = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies), 'onceward']);
    expect([...new Set(requests.map(packageOf))].filter((name) => !declared.has(name))).toEqual([]);
  });

  test('no source map names a file of a library', () => {
    const sources = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.js.map'))
      .flatMap((file) => (JSON.parse(readFileSync(join(DIST, file), 'utf8')) as { sources: string[] }).sources);
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((source) => source.includes('node_modules'))).toEqual([]);
  });

  test('core imports no framework, whatever entry is loaded', () => {
    const core = ['index.js', 'workflow.js', 'worker.js', 'client.js', 'workflow-interceptors.js', 'workflow-start.js'];
    const requests = core.flatMap((entry) => [...loadedBy(join(DIST, entry))].flatMap(importsOf));
    expect(requests.filter((request) => /^(ai|@ai-sdk|@langchain|langchain|@aws-sdk)(\/|$)/.test(request))).toEqual([]);
  });
});

describe('what each world loads is small, and its own', () => {
  const workflowEntries = scripts.filter((file) => /(^|\/)workflow(-interceptors|-start)?\.js$/.test(file));

  test.for(workflowEntries)('%s and its parts load at most 188 KB, not minified', (entry) => {
    const bytes = [...loadedBy(join(DIST, entry))].map((file) => readFileSync(file).length);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(188 * KB);
  });

  test.for([...workflowEntries, 'index.js', 'client.js'])('%s and its parts import no Node module', (entry) => {
    const requests = [...loadedBy(join(DIST, entry))].flatMap(importsOf);
    expect(
      requests.filter((request) => request.startsWith('node:') || /^@temporalio\/(worker|activity|envconfig|plugin)/.test(request)),
    ).toEqual([]);
  });

  test('all JavaScript of the package is at most 1,275 KB', () => {
    const bytes = scripts.map((file) => readFileSync(join(DIST, file)).length);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(1_275 * KB);
  });
});
