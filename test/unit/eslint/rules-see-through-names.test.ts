import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { RuleTester, type Linter } from 'eslint';
import onceward from 'onceward/eslint';
import { describe, test } from 'vitest';

const FIXTURE = resolve(import.meta.dirname, '../../fixtures/eslint');
/** Beside the tools and changes of the project. */
const filename = join(FIXTURE, 'src/workflows/code.ts');
const { parser } = createRequire(join(FIXTURE, 'package.json'))('typescript-eslint') as { parser: Linter.Parser };

RuleTester.describe = describe;
RuleTester.it = test;
RuleTester.itOnly = test.only;

const tester = new RuleTester({ languageOptions: { parser, globals: { process: 'readonly', setInterval: 'readonly' } } });

interface Cases {
  readonly right: readonly string[];
  /** With how often it is reported. */
  readonly wrong: Readonly<Record<string, number>>;
}

function check(name: keyof typeof onceward.rules, { right, wrong }: Cases): void {
  tester.run(name, onceward.rules[name], {
    valid: right.map((code) => ({ code, filename })),
    invalid: Object.entries(wrong).map(([code, errors]) => ({ code, filename, errors })),
  });
}

check('no-outside-globals', {
  right: [
    'export const f = (process: { env: string }) => process.env;',
    'export function f() { const Buffer = 1; return Buffer; }',
    "export const has = typeof process !== 'undefined' && typeof fetch === 'function';",
    'export const f = (body: Response, timer: ReturnType<typeof setInterval>) => [body, timer];',
    'export const ids = [crypto.randomUUID(), performance.now(), Math.random(), Date.now(), structuredClone({})];',
    'export const o = { process: 1, fetch: 2 }; export const f = o.fetch;',
    "import { durableModule } from 'onceward'; export const url = process.env.URL;",
  ],
  wrong: {
    'export const f = () => process.env.A ?? process.env.B;': 2,
    "export const f = () => globalThis['setInterval'](() => undefined, 1);": 1,
    'export const f = () => { const { env } = process; return env; };': 1,
    "export const f = () => Buffer.from('a').toString('base64');": 1,
    "export const digest = crypto.subtle.digest('SHA-256', new Uint8Array(1));": 1,
    'export const weak = new WeakRef({});': 1,
  },
});

check('no-outside-imports', {
  right: [
    "import type { Pool } from 'pg'; export type P = Pool;",
    "import { type Pool, type Client } from 'pg'; export type P = [Pool, Client];",
    "export type { Pool } from 'pg';",
    "import { assert } from 'node:assert'; import { format } from 'node:util'; export const f = [assert, format];",
    "import { sleep } from '@temporalio/workflow'; import { pgTools } from './pg'; export const f = [sleep, pgTools];",
    "import { versioned } from 'onceward/workflow'; import { durableFetch } from 'onceward/fetch'; export const f = [versioned, durableFetch];",
  ],
  wrong: {
    "import { readFile } from 'fs/promises'; export const f = readFile;": 1,
    "import { type Pool, Client } from 'pg'; export const f: Pool = Client;": 1,
    "import 'dotenv/config'; export const f = 1;": 1,
    "export { S3 } from '@aws-sdk/client-s3';": 1,
    "export * from 'node:path';": 1,
    "export const f = async () => (await import('axios')).default;": 1,
    "import { fakeModel } from 'onceward/testing'; export const f = fakeModel;": 1,
    "import { postgresJournal } from 'onceward/stores/postgres'; export const f = postgresJournal;": 1,
  },
});

check('no-raw-patches', {
  right: [
    "import { patched } from './own'; export const f = patched;",
    "import * as w from '@temporalio/workflow'; export const f = w.sleep;",
  ],
  wrong: {
    "import { patched as isNew } from '@temporalio/workflow'; export const f = isNew('a');": 1,
    "import * as w from '@temporalio/workflow'; export const f = () => { if (w.patched('a')) w.deprecatePatch('b'); };": 2,
  },
});

const VERSIONED = "import { versioned } from 'onceward/workflow';";
const OWN = "import { defineChanges } from 'onceward'; const own = defineChanges({ a: { state: 'active' }, b: { state: 'removed' } });";

check('no-unknown-changes', {
  right: [
    `${VERSIONED} import { changes } from '../changes.js'; export const f = versioned(changes, 'read-twice', {});`,
    `${VERSIONED} ${OWN} export const f = versioned(own, 'a', {});`,
    // What is not to be seen from here is left to the types.
    `${VERSIONED} import { changes } from 'a-package'; export const f = versioned(changes, 'anything', {});`,
    `${VERSIONED} ${OWN.replace('{ a:', '{ ...others, a:')} export const f = versioned(own, 'anything', {});`,
    "import { versioned } from './own'; export const f = versioned(1, name, {});",
  ],
  wrong: {
    [`${VERSIONED} import { changes } from '../changes.js'; export const f = versioned(changes, 'read-twcie', {});`]: 1,
    [`${VERSIONED} import { changes as all } from '../changes'; export const f = versioned(all, 'drop-old-ocr', {});`]: 1,
    [`${VERSIONED} ${OWN} export const f = versioned(own, 'c', {});`]: 1,
    [`${VERSIONED} ${OWN} export const f = versioned(own, 'b', {});`]: 1,
    [`${VERSIONED} ${OWN} export const f = (id: string) => versioned(own, id, {});`]: 1,
    [`${VERSIONED} ${OWN} export const f = (n: number) => versioned(own, \`a\${n}\`, {});`]: 1,
    ["import * as w from 'onceward/workflow'; import * as c from '../changes.js'; export const f = w.versioned(c.changes, 'no', {});"]: 1,
  },
});

check('no-durable-definitions', {
  right: ["import { durableModule } from './own'; export const d = durableModule(1);"],
  wrong: {
    "import { durableModule as open } from 'onceward'; const durable = open(import.meta.url); export const f = durable(async () => 1);": 1,
  },
});

check('no-floating-durables', {
  right: [
    "import { readPage } from '../tools.js'; export const f = async () => { await readPage('a'); };",
    "import { readPage } from '../tools.js'; export const f = () => readPage('a');",
    "import { readPage } from '../tools.js'; export const f = async () => { const p = readPage('a'); p.catch(() => 1); return await p; };",
    "import { readPage } from '../changes.js'; export const f = () => { readPage('a'); };",
    "import { log, setHandler } from '@temporalio/workflow'; export const f = () => { log.info('a'); setHandler(1, 2); };",
    "import { withOptions } from 'onceward/workflow'; import { readPage } from '../tools'; export const f = () => { withOptions(readPage, {}); };",
    'export const f = (list: number[]) => { list.forEach((one) => { list.push(one); }); };',
    "import { readPage } from '../tools.js'; export const f = (readPage: () => void) => { readPage(); };",
  ],
  wrong: {
    "import { readPage } from '../tools.js'; export const f = async () => { readPage('a'); };": 1,
    "import { readPage as read } from '../tools'; export const f = () => { void read('a'); };": 1,
    "import * as tools from '../tools.ts'; export const f = () => { tools.readPage('a').then(() => 1); };": 1,
    "import { readPage } from '../tools.js'; export const f = (n: number) => { n > 1 ? readPage('a') : readPage!('b'); };": 2,
    "import { readPage } from '../tools.js'; export const f = () => { (readPage as never as () => Promise<1>)(); };": 1,
    "import { withOptions } from 'onceward/workflow'; import { readPage } from '../tools'; const r = withOptions(readPage, {}); r('a');": 1,
    "import { proxyActivities } from '@temporalio/workflow'; const { a } = proxyActivities({}); export const f = () => { a(); };": 1,
    "import { proxyActivities } from '@temporalio/workflow'; const acts = proxyActivities({}); export const f = () => { acts.a(); };": 1,
    "import { sleep } from '@temporalio/workflow'; export const f = (list: number[]) => { list.forEach(async () => { await sleep(1); }); };": 1,
  },
});

check('no-implicit-place', {
  right: [
    "export const f = (d: Date) => d.toLocaleString('en-US', { timeZone: 'Asia/Tokyo' });",
    "export const f = (n: number) => n.toLocaleString('de-DE');",
    "export const f = (d: Date, o: { timeZone: string }) => new Intl.DateTimeFormat('de', o).format(d);",
    "export const f = (d: Date, o: { timeZone: string }) => d.toLocaleDateString('de', { ...o, weekday: 'long' });",
    'export const f = (d: Date, m: { getHours(day: number): number }) => [d.toISOString(), d.getUTCHours(), d.getTime(), m.getHours(1)];',
  ],
  wrong: {
    'export const f = (d: Date) => [d.getHours(), d.getDay(), d.getTimezoneOffset()];': 2,
    'export const f = (d: Date) => d.toLocaleString(undefined);': 1,
    "export const f = (d: Date) => d.toLocaleTimeString('de-DE');": 1,
    "export const f = (d: Date) => Intl.DateTimeFormat('de', { weekday: 'long' }).format(d);": 1,
    'export const f = (list: string[]) => new Intl.ListFormat().format(list);': 1,
  },
});
