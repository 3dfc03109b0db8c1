import type { NativeConnection } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.ts';
import { memoryJournal } from '../../../src/worker/journal/memory-journal.ts';
import { resolveServices } from '../../../src/worker/plugin/resolve-services.ts';
import { isLoopback, rememberAddress } from '../../../src/worker/plugin/server-address.ts';
import { memoryStore } from '../../../src/worker/stores/memory-store.ts';

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
  expect(() => resolveServices({ modules: [] }, connection)).toThrow(
    /'store' is missing, and the server is at temporal\.example\.com:7233/,
  );
  expect(() => resolveServices({ modules: [], store: memoryStore() }, connection)).toThrow(InvalidOption);
  expect(() => resolveServices({ modules: [], store: memoryStore(), journal: memoryJournal() }, connection)).not.toThrow();
});

test('a server on this machine needs none', () => {
  expect(() => resolveServices({ modules: [] }, connectionTo('127.0.0.1:7233'))).not.toThrow();
  expect(() => resolveServices({ modules: [] }, undefined)).not.toThrow();
});

/** Only its identity counts here. */
function connectionTo(address: string): NativeConnection {
  const connection = {} as NativeConnection;
  rememberAddress(connection, address);
  return connection;
}
