import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_POLICIES, type ActivityKind } from 'onceward';
import { describe, expect, test } from 'vitest';
import { WORKFLOW_SLOTS, ATTEMPT_SLOTS } from '../../src/shared/contract/pipeline.ts';
import { REQUESTS_AT } from '../support/chaos/kill-points.ts';
import { codeBlocks, readPage, REPOSITORY, tableRows } from './markdown.ts';

const README = readPage('README.md');
const blocks = codeBlocks(README);
const manifest = JSON.parse(readPage('package.json')) as {
  peerDependencies: Record<string, string>;
  peerDependenciesMeta: Record<string, { optional: boolean }>;
};

describe('the quickstart in the README', () => {
  test('is the files of examples/quickstart, all of them', () => {
    const shown = blocks.filter(({ language }) => language === 'ts');
    for (const { file = 'a block without file=', text } of shown) expect(text, file).toBe(readFileSync(join(REPOSITORY, file), 'utf8'));
    const files = readdirSync(join(REPOSITORY, 'examples/quickstart')).map((name) => `examples/quickstart/${name}`);
    expect(new Set(shown.map(({ file }) => file))).toEqual(new Set(files));
    expect(shown).toHaveLength(files.length);
  });

  test('is at most 60 lines of code', () => {
    const lines = blocks.filter(({ language }) => language === 'ts').flatMap(({ text }) => text.split('\n'));
    expect(lines.filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(60);
  });

  test('installs every package that onceward requires', () => {
    const required = Object.keys(manifest.peerDependencies).filter((name) => manifest.peerDependenciesMeta[name]?.optional !== true);
    const installed = blocks.flatMap(({ text }) => text.match(/^npm install .*$/gm) ?? []).flatMap((line) => line.split(' '));
    expect(installed).toEqual(expect.arrayContaining(required.map((name) => (name === 'protobufjs' ? 'protobufjs@8' : name))));
  });
});

describe('the tables', () => {
  test('of timeouts and retries are the defaults', () => {
    for (const [kinds = '', ...cells] of tableRows(README, 'kind')) {
      for (const kind of kinds.split(', ') as ActivityKind[]) {
        const { startToCloseMs, scheduleToCloseMs, heartbeatMs, retry } = DEFAULT_POLICIES[kind];
        const expected = [startToCloseMs, retry.initialIntervalMs, retry.maximumIntervalMs, scheduleToCloseMs, heartbeatMs];
        const [oneAttempt = '', attempts, ...others] = cells;
        expect([oneAttempt, ...others].map(toMs), kind).toEqual(expected);
        expect(Number(attempts), kind).toBe(retry.maximumAttempts);
        expect(retry.backoffCoefficient, kind).toBe(2);
      }
    }
  });

  test('of kill points are what the crash tests count', () => {
    const rows = tableRows(README, 'the worker dies').map(([moment = '', requests]) => [moment.slice(0, 2), Number(requests)]);
    expect(Object.fromEntries(rows)).toEqual(REQUESTS_AT);
  });

  test('of slots in ARCHITECTURE.md are the slots, and those that stand empty', () => {
    const page = readPage('ARCHITECTURE.md');
    const sides = [
      { heading: 'workflow side', order: WORKFLOW_SLOTS, folder: 'src/workflow/pipeline' },
      { heading: 'activity side', order: ATTEMPT_SLOTS, folder: 'src/worker/pipeline' },
    ];
    for (const { heading, order, folder } of sides) {
      const rows = tableRows(page, heading).map(([slot = '', state]) => [slot.replaceAll('`', ''), state]);
      const files = readdirSync(join(REPOSITORY, folder));
      expect(rows).toEqual(order.map((slot) => [slot, files.includes(`${slot}-slot.ts`) ? 'filled' : 'empty']));
    }
  });
});

function toMs(cell: string): number {
  const [, amount = '', unit] = /^([\d.]+) (s|min)$/.exec(cell) ?? [];
  return Number(amount) * (unit === 'min' ? 60_000 : 1_000);
}
