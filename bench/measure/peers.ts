import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import type { DurableWay } from './durable-way.ts';

/** What a variant of a peer changes; it goes to its processes as JSON. */
export interface PeerOptions {
  /** Results of the model hold its request and the whole response. */
  readonly echo?: boolean;
}

const FOLDER = new URL('../peers/', import.meta.url);

/** By the case whose agent they run. */
const PEERS: Readonly<Record<string, readonly DurableWay[]>> = {
  'ai-sdk': [
    peer('@temporalio/ai-sdk', 'temporal-ai-sdk', {}),
    // As most providers answer: with the request that they were sent.
    peer('@temporalio/ai-sdk, echo', 'temporal-ai-sdk', { echo: true }),
  ],
};

export function peersOf(caseName: string): readonly DurableWay[] {
  return PEERS[caseName] ?? [];
}

/** Installs the peers from the package registry, once. */
export async function installPeers(): Promise<void> {
  if (existsSync(new URL('node_modules/@temporalio/ai-sdk/package.json', FOLDER))) return;
  await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund', '--prefix', fileURLToPath(FOLDER)]);
}

function peer(name: DurableWay['name'], folder: string, options: PeerOptions): DurableWay {
  const program = (file: string): URL => new URL(`${folder}/${file}.ts`, FOLDER);
  return {
    name,
    options,
    worker: program('worker'),
    replay: program('replay'),
    // In a process of its own, as the peer's bundler is of a version of its own.
    bundle: async (file) => void (await promisify(execFile)(process.execPath, [fileURLToPath(program('bundle')), file])),
  };
}
