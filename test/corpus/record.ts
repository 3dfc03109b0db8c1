/** `npm run record` in this folder: runs every case against the mock server and stores what the client threw. */
import { readFileSync, writeFileSync } from 'node:fs';
import { CASES } from './cases.ts';
import { CLIENTS, packageOf } from './clients.ts';
import type { CorpusCase } from './corpus-case.ts';
import { MockServer, NOW } from './mock-server.ts';
import { serialize } from './serialize.ts';

const TARGET = new URL('../fixtures/provider-errors/recorded-errors.json', import.meta.url);
const WORKERS = 8;
const DEADLINE_MS = 20_000;
const PUBLIC_URL = 'https://provider.example.com';
const NOTHING = Symbol('nothing was thrown');

// Some clients throw once more where nobody listens.
process.on('unhandledRejection', () => undefined);
process.on('uncaughtException', () => undefined);
// Keys of the machine must not get into a recording.
for (const name of Object.keys(process.env)) if (/key|token|secret|proxy/i.test(name)) Reflect.deleteProperty(process.env, name);

async function thrownBy(run: () => Promise<unknown>): Promise<unknown> {
  const deadline = new Promise((resolve) => setTimeout(resolve, DEADLINE_MS, NOTHING));
  return Promise.race([
    deadline,
    run().then(
      () => NOTHING,
      (error: unknown) => error,
    ),
  ]);
}

async function record(testCase: CorpusCase, id: string, server: MockServer): Promise<object | undefined> {
  const { provider, via, kind, wire, expect } = testCase;
  const client = CLIENTS[via];
  if (client === undefined) throw new Error(`No client is named ${via}`);
  const url = server.add(id, wire ?? {});
  const error = await thrownBy(() => client(url, wire));
  if (error === NOTHING) {
    console.error(`${id} ${via} (${expect.reason}): nothing was thrown`);
    return undefined;
  }
  return { id, provider, via, kind, client: packageOf(via), now: NOW, wire, error: serialize(error, PUBLIC_URL), expect };
}

const server = new MockServer();
await server.start();
const jobs = CASES.map((testCase, index) => ({ testCase, index }));
const results: (object | undefined)[] = [];
await Promise.all(
  Array.from({ length: WORKERS }, async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      results[job.index] = await record(job.testCase, `r${String(job.index + 1).padStart(3, '0')}`, server);
    }
  }),
);
const cases = results.filter((result) => result !== undefined);
const how = readFileSync(new URL('HOW', import.meta.url), 'utf8').trim();
const lines = cases.map((testCase) => `  ${JSON.stringify(testCase)}`).join(',\n');
writeFileSync(TARGET, `{\n  "how": ${JSON.stringify(how)},\n  "count": ${cases.length},\n  "cases": [\n${lines}\n  ]\n}\n`);
console.log(`${cases.length} of ${CASES.length} cases recorded`);
process.exit(0);
