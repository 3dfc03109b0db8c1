import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renewalsOf } from '../../../src/worker/pipeline/renewals.ts';

const newHook = (): (() => Promise<void>) => async () => {};

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('those who were refused before the renewal was over wait for it, and make none of their own', async () => {
  const renewals = renewalsOf(newHook(), undefined);
  const renew = vi.fn<() => Promise<void>>(async () => {
    await vi.advanceTimersByTimeAsync(10);
  });
  const refusedAtMs = performance.now();
  await Promise.all([renewals.since(refusedAtMs, renew), renewals.since(refusedAtMs, renew)]);
  await renewals.since(refusedAtMs, renew);
  expect(renew).toHaveBeenCalledTimes(1);
  await renewals.since(performance.now() + 1, renew);
  expect(renew).toHaveBeenCalledTimes(2);
});

test('a renewal that failed renews nothing: the next one tries again', async () => {
  const renewals = renewalsOf(newHook(), undefined);
  const refusedAtMs = performance.now();
  await expect(renewals.since(refusedAtMs, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  const renew = vi.fn<() => Promise<void>>(async () => {});
  await renewals.since(refusedAtMs, renew);
  expect(renew).toHaveBeenCalledTimes(1);
});

test('a hook that hangs is given up after a minute, and called again', async () => {
  const renewals = renewalsOf(newHook(), undefined);
  const hanging = renewals.since(0, () => new Promise(() => {}));
  const failed = expect(hanging).rejects.toThrow('not renewed within 60 s');
  await vi.advanceTimersByTimeAsync(60_000);
  await failed;
  const renew = vi.fn<() => Promise<void>>(async () => {});
  await renewals.since(0, renew);
  expect(renew).toHaveBeenCalledTimes(1);
});

test('hooks, and the tenants of one, know nothing of each other', () => {
  const hook = newHook();
  renewalsOf(hook, 'acme').markRenewedFor('ow1_1');
  expect(renewalsOf(hook, 'globex').wasRenewedFor('ow1_1')).toBe(false);
  expect(renewalsOf(newHook(), 'acme').wasRenewedFor('ow1_1')).toBe(false);
  expect(renewalsOf(hook, 'acme').wasRenewedFor('ow1_1')).toBe(true);
  expect(renewalsOf(hook, 'acme').wasRenewedFor('ow1_1')).toBe(false);
});

test('a mark that nobody asked for is not kept for ever', () => {
  const renewals = renewalsOf(newHook(), undefined);
  renewals.markRenewedFor('ow1_old');
  vi.advanceTimersByTime(60 * 60_000 + 1);
  renewals.markRenewedFor('ow1_new');
  expect(renewals.wasRenewedFor('ow1_old')).toBe(false);
  expect(renewals.wasRenewedFor('ow1_new')).toBe(true);
});
