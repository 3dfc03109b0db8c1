import { StorageDriverClaim, ExternalStorage, type Payload, type StorageDriver } from '@temporalio/common';
import { ExternalStorageBroken } from '../shared/errors/external-storage-broken.js';
import { textMetadata } from './payload-metadata.js';

interface Runner {
  store(payloads: Payload[]): Promise<Payload[]>;
  retrieve(payloads: Payload[]): Promise<Payload[]>;
}

type RunnerModule = { readonly ExternalStorageRunner?: new (storage: ExternalStorage) => Runner };

/**
 * Sends one payload through Temporal's External Storage and back, in memory. With a second copy of protobufjs in the project every such payload
 * fails the workflow task, which is then tried again for ever; here that is known before the worker takes its first task.
 *
 * @param load Temporal's own code for it; a later Temporal without that file is trusted
 * @throws ExternalStorageBroken
 */
export async function checkExternalStorage(load: () => Promise<unknown> = loadRunner): Promise<void> {
  const { ExternalStorageRunner } = ((await load().catch(() => undefined)) ?? {}) as RunnerModule;
  if (ExternalStorageRunner === undefined) return;
  const runner = new ExternalStorageRunner(new ExternalStorage({ drivers: [oneSlotDriver()], payloadSizeThreshold: 0 }));
  const sent: Payload = { metadata: textMetadata({ encoding: 'binary/plain' }), data: Uint8Array.of(1) };
  try {
    const [received] = await runner.retrieve(await runner.store([sent]));
    if (received?.data?.[0] === 1) return;
  } catch (cause) {
    throw new ExternalStorageBroken({ problem: cause instanceof Error ? cause.message : String(cause), cause });
  }
  throw new ExternalStorageBroken({ problem: 'a payload came back changed', cause: undefined });
}

function loadRunner(): Promise<unknown> {
  return import('@temporalio/common/lib/internal-non-workflow/external-storage-runner.js');
}

function oneSlotDriver(): StorageDriver {
  let kept: Payload[] = [];
  return {
    name: 'onceward/self-test',
    type: 'onceward.self-test',
    store(_context, payloads) {
      kept = payloads;
      return Promise.resolve(payloads.map(() => new StorageDriverClaim({ v: '1' })));
    },
    retrieve: () => Promise.resolve(kept),
  };
}
