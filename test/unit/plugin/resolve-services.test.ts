import type { NativeConnection } from '@temporalio/worker';
import { durableModule, type DurableOptions } from 'onceward';
import { OncewardPlugin } from 'onceward/worker';
import { describe, expect, test } from 'vitest';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.ts';
import { memoryJournal } from '../../../src/worker/journal/memory-journal.ts';
import { memoryLedger } from '../../../src/worker/ledger/memory-ledger.ts';
import { resolveServices } from '../../../src/worker/plugin/resolve-services.ts';
import { isLoopback, rememberAddress } from '../../../src/worker/plugin/server-address.ts';
import { collectSteps } from '../../../src/worker/registry/collect-steps.ts';
import type { DurableStep } from '../../../src/worker/registry/durable-step.ts';
import { memoryStore } from '../../../src/worker/stores/memory-store.ts';

const SHARED = { store: memoryStore(), journal: memoryJournal() };

test.each(['localhost:7233', '127.0.0.1:7233', '127.1.2.3', '[::1]:7233', '::1', 'http://localhost:7233'])(
  '%s is this machine',
  (address) => {
    expect(isLoopback(address)).toBe(true);
  },
);

test.each(['temporal.example.com:7233', 'localhost.example.com:7233', '10.0.0.1:7233', '192.168.1.2', 'ns.acct.tmprl.cloud:7233'])(
  '%s is another machine',
  (address) => {
    expect(isLoopback(address)).toBe(false);
  },
);

test('a server elsewhere demands the stores that are missing, and takes those that are given', () => {
  const connection = connectionTo('temporal.example.com:7233');
  expect(() => resolveServices({ modules: [] }, connection, [])).toThrow(
    /'store' is missing, and the server is at temporal\.example\.com:7233/,
  );
  expect(() => resolveServices({ modules: [], store: memoryStore() }, connection, [])).toThrow(InvalidOption);
  expect(() => resolveServices({ modules: [], ...SHARED }, connection, [])).not.toThrow();
});

test('a server on this machine needs none', () => {
  expect(() => resolveServices({ modules: [] }, connectionTo('127.0.0.1:7233'), stepsWith({ sideEffect: 'once' }))).not.toThrow();
  expect(() => resolveServices({ modules: [] }, undefined, [])).not.toThrow();
});

describe("a step with sideEffect: 'once'", () => {
  const steps = stepsWith({ sideEffect: 'once' });

  test.each([
    ['elsewhere', connectionTo('temporal.example.com:7233'), 'the server is at temporal.example.com:7233'],
    ['nobody knows where', {} as NativeConnection, 'this worker cannot see where its connection goes'],
  ])('against a server %s demands a ledger, by the name of the step and with the way out', (_, connection, place) => {
    const resolve = (): unknown => resolveServices({ modules: [], ...SHARED }, connection, steps);
    expect(resolve).toThrow(`'ledger' is missing, which 'function.writeCrm' needs for sideEffect: 'once', and ${place}`);
    expect(resolve).toThrow('Give a ledger that every worker shares');
    const ledger = memoryLedger();
    expect(resolveServices({ modules: [], ...SHARED, ledger }, connection, steps).ledger).toBe(ledger);
  });

  test('gets a SQLite ledger on this machine; without one no ledger is there', () => {
    expect(resolveServices({ modules: [] }, connectionTo('127.0.0.1:7233'), steps).ledger?.name).toBe('sqlite');
    for (const sideEffect of ['none', 'idempotent', undefined] as const) {
      expect(resolveServices({ modules: [] }, undefined, stepsWith({ sideEffect })).ledger).toBeUndefined();
    }
  });

  test('that another worker serves demands nothing here', () => {
    const durable = durableModule(import.meta.url);
    const writeCrm = durable(async (): Promise<null> => null, { sideEffect: 'once', taskQueue: 'crm' });
    const plugin = new OncewardPlugin({ modules: [{ writeCrm }], ...SHARED });
    const connection = connectionTo('temporal.example.com:7233');
    expect(() => plugin.configureWorker({ taskQueue: 'agents', connection })).not.toThrow();
    expect(() => plugin.configureWorker({ taskQueue: 'crm', connection })).toThrow("'function.writeCrm' needs");
  });
});

function stepsWith(options: DurableOptions): readonly DurableStep[] {
  const durable = durableModule(import.meta.url);
  const writeCrm = durable(async (): Promise<null> => null, options);
  return collectSteps({ modules: [{ writeCrm }], adapters: [], kindDefaults: {}, defaults: {} });
}

/** Only its identity counts here. */
function connectionTo(address: string): NativeConnection {
  const connection = {} as NativeConnection;
  rememberAddress(connection, address);
  return connection;
}
