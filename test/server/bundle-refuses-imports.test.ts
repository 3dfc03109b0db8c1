import { bundleWorkflowCode, DefaultLogger, type BundleOptions } from '@temporalio/worker';
import { langchain } from 'onceward/langchain/worker';
import { OncewardPlugin } from 'onceward/worker';
import { afterEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { temporaryProject, type TemporaryProject } from '../fixtures/harness/temporary-project.ts';

const PACKAGES = ['onceward', '@temporalio', '@langchain/openai', '@langchain/core', 'pg'];
let project: TemporaryProject;

afterEach(() => project.remove());

/** Bundles workflows that import `agent.js`, whose source this is. */
function bundle(agent: string, options?: Partial<BundleOptions>): ReturnType<typeof bundleWorkflowCode> {
  project = temporaryProject(PACKAGES);
  for (const [name, files] of Object.entries(INSTALLED)) {
    project.write(`node_modules/${name}/package.json`, JSON.stringify({ name, type: 'module', exports: { './*': './*' } }));
    for (const [file, source] of Object.entries(files)) project.write(`node_modules/${name}/${file}`, source);
  }
  project.write('agent.js', agent);
  const workflowsPath = project.write('workflows.js', `export { work } from './agent.js';`);
  const plugins = [new OncewardPlugin({ modules: [], adapters: [langchain()] })];
  return bundleWorkflowCode({ workflowsPath, plugins, logger: new DefaultLogger('ERROR', () => undefined), ...options });
}

/** Packages that are not installed here, by the lines of theirs that count. */
const INSTALLED = {
  '@langchain/langgraph-checkpoint-postgres': {
    'dist/index.js': `import pg from 'pg'; export class PostgresSaver { pool = new pg.Pool(); }`,
  },
  '@langchain/langgraph-checkpoint-sqlite': {
    'dist/index.js': `import Database from 'better-sqlite3'; export class SqliteSaver { db = new Database(); }`,
  },
  '@langchain/classic': {
    'dist/document_loaders/fs/text.js': `export class TextLoader { async load() { return (await import('node:fs/promises')).readFile('a'); } }`,
    'dist/vectorstores/memory.js': `export class MemoryVectorStore {}`,
  },
  '@langchain/community': { 'dist/vectorstores/pgvector.js': `import pg from 'pg'; export class PGVectorStore { pool = new pg.Pool(); }` },
  '@langchain/cohere': {
    'dist/index.js': `export class ChatCohere {} export class CohereEmbeddings {} export const tools = { webSearch: () => ({ type: 'web_search' }) };`,
  },
  'groq-sdk': { 'index.js': `export default class Groq {}` },
  deepagents: { 'index.js': `import { ChatCohere } from '@langchain/cohere/dist/index.js'; export const make = () => new ChatCohere();` },
  'line-reader': {
    'index.js': `export { readLines } from './lib/read.js';`,
    'lib/read.js': `import fs from 'fs'; export const readLines = () => fs;`,
  },
};

const using = (name: string, from: string): string =>
  `import { ${name} } from '${from}'; export async function work() { return new ${name.replace('default as ', '')}(); }`;

describe('what makes requests by itself is refused when it is imported into workflow code, with who imports whom and the durable way', () => {
  test.for([
    ['a chat model', using('ChatOpenAI', '@langchain/openai'), '@langchain/openai/dist/index.js', 'durable(new ChatOpenAI(…))'],
    [
      'embeddings',
      using('CohereEmbeddings', '@langchain/cohere/dist/index.js'),
      '@langchain/cohere/dist/index.js',
      'embeddings in a durable module',
    ],
    ['a provider’s own client', using('default as Groq', 'groq-sdk/index.js'), 'groq-sdk/index.js', 'durable(new ChatOpenAI(…))'],
    [
      'a checkpointer for Postgres',
      using('PostgresSaver', '@langchain/langgraph-checkpoint-postgres/dist/index.js'),
      '@langchain/langgraph-checkpoint-postgres/dist/index.js',
      "new RunSaver()` of 'onceward/langgraph/workflow'",
    ],
    [
      'a checkpointer for SQLite',
      using('SqliteSaver', '@langchain/langgraph-checkpoint-sqlite/dist/index.js'),
      '@langchain/langgraph-checkpoint-sqlite/dist/index.js',
      'RunSaver',
    ],
    [
      'a document loader',
      using('TextLoader', '@langchain/classic/dist/document_loaders/fs/text.js'),
      '@langchain/classic/dist/document_loaders/fs/text.js',
      'durable(new TextLoader(…))',
    ],
    [
      'a vector store',
      using('PGVectorStore', '@langchain/community/dist/vectorstores/pgvector.js'),
      '@langchain/community/dist/vectorstores/pgvector.js',
      '…Store(…)',
    ],
  ])('%s', async ([, source = '', module = '', remedy = '']) => {
    const error = await refusalOf(bundle(source));
    expect(error['code']).toBe('ImportRefused');
    const { folder } = project;
    expect(error.message).toContain(`(${folder}/workflows.js → ${folder}/agent.js → ${module})`);
    expect(error['hint']).toContain(remedy);
  });
});

describe('what needs Node is refused with who imports whom', () => {
  test.for([
    ['in one’s own code', `import { readFileSync } from 'node:fs'; export const work = async () => readFileSync('a');`, 'node:fs'],
    [
      'in a package',
      `import { readLines } from 'line-reader/index.js'; export const work = async () => readLines();`,
      'line-reader/lib/read.js → fs',
    ],
    ['when it is imported only where it is used', `export const work = async () => import('node:child_process');`, 'node:child_process'],
    [
      'in a client of a database',
      `import pg from 'pg'; export const work = async () => new pg.Pool();`,
      'pg/lib/index.js → pg-pool/index.js → events',
    ],
  ] as const)('%s', async ([, source, end]) => {
    const error = await refusalOf(bundle(source));
    expect(error['code']).toBe('ImportRefused');
    const { folder } = project;
    expect(error.message).toContain(`(${folder}/workflows.js → ${folder}/agent.js → `);
    expect(error.message).toContain(`${end})`);
    expect(error['hint']).toContain('durable module');
  });

  test('but for what the owner of the bundle ignores', async () => {
    const source = `import { readLines } from 'line-reader/index.js'; export const work = async () => readLines();`;
    const { code } = await bundle(source, { ignoreModules: ['fs'] });
    expect(code).toContain('onceward-manifest:');
  });
});

describe('what does no harm is bundled', () => {
  test.for([
    [
      'the tools of a provider, which are plain values',
      `import { tools } from '@langchain/cohere/dist/index.js'; export const work = async () => tools.webSearch();`,
    ],
    ['a package of agents that knows a provider', `import { make } from 'deepagents/index.js'; export const work = async () => make;`],
    ['a vector store in memory', using('MemoryVectorStore', '@langchain/classic/dist/vectorstores/memory.js')],
  ] as const)('%s', async ([, source]) => {
    const { code } = await bundle(source);
    expect(code).toContain('onceward-manifest:');
  });
});
