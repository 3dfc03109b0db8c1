import { oncewardClient } from 'onceward/client';
import { createArtifacts, memoryStore } from 'onceward/worker';
import { describe, expect, test } from 'vitest';

const PDF = { mediaType: 'application/pdf' } as const;
const MEGABYTE = 1024 * 1024;

async function* megabytes(count: number): AsyncIterable<Uint8Array> {
  for (let index = 0; index < count; index++) yield new Uint8Array(MEGABYTE).fill(index);
}

describe('the artifacts of a client', () => {
  test('are those of the worker, byte by byte and to the letter of the reference', async () => {
    const store = memoryStore();
    const client = oncewardClient({ store, context: { tenant: 'acme' } }).artifacts;
    const worker = createArtifacts({ store, tenant: 'acme' });
    for (const content of ['hello', new Uint8Array(1_000_000), megabytes(12)]) {
      const reference = await client.put(content, PDF);
      expect(await worker.open(reference).bytes()).toHaveLength(reference.bytes);
      const again = await worker.put(worker.open(reference).stream(), PDF);
      expect(again).toEqual(reference);
      expect(await client.open(again).bytes()).toEqual(await worker.open(reference).bytes());
    }
  });

  test('are for the tenant of the runs that it starts', async () => {
    const store = memoryStore();
    const reference = await oncewardClient({ store, context: { tenant: 'acme' } }).artifacts.put('hello', PDF);
    expect(reference).toMatchObject({ tenant: 'acme', key: expect.stringMatching(/^t\/acme\/sha256\//) as string });
    expect(() => oncewardClient({ store }).artifacts.open(reference)).toThrow(expect.objectContaining({ code: 'TenantMismatch' }));
  });

  test('without a store say so, and starting runs needs none', async () => {
    const { artifacts } = oncewardClient();
    const refusal = { code: 'InvalidOption', option: 'store' };
    await expect(artifacts.put('hello', PDF)).rejects.toMatchObject(refusal);
    expect(() => artifacts.open({} as never)).toThrow(expect.objectContaining(refusal));
  });
});
