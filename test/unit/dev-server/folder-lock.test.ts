import { mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFolderLock } from '../../../src/testing/dev-server/folder-lock.ts';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onceward-test-'));
  lock = join(folder, 'deep', '.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('two holders never work at the same time', async () => {
  const events: string[] = [];
  const work = async (): Promise<void> => {
    events.push('in');
    await sleep(50);
    events.push('out');
  };
  await Promise.all([withFolderLock(lock, work), withFolderLock(lock, work)]);
  expect(events).toEqual(['in', 'out', 'in', 'out']);
});

test('work that fails gives the lock back', async () => {
  await expect(withFolderLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await withFolderLock(lock, () => Promise.resolve('next'))).toBe('next');
});

test('the lock of a holder that died a minute ago is taken over', async () => {
  mkdirSync(lock, { recursive: true });
  const aMinuteAgo = Date.now() / 1000 - 60;
  utimesSync(lock, aMinuteAgo, aMinuteAgo);
  expect(await withFolderLock(lock, () => Promise.resolve('mine'))).toBe('mine');
});
