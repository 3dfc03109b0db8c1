import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import type { DurableWay } from './durable-way.ts';

const FOLDER = new URL('../peers/', import.meta.url);

/** By the case whose agent they run. */
const PEERS: Readonly<Record<string, readonly DurableWay[]>> = {
  'ai-sdk': [peer('@temporalio/ai-sdk', 'temporal-ai-sdk')],
};

export function peersOf(caseName: string): readonly DurableWay[] {
  return PEERS[caseName] ?? [];
}

/** Why the peers cannot be measured; undefined when they can. */
export function problemOfPeers(): string | undefined {
  if (existsSync(new URL('node_modules/@temporalio/ai-sdk/package.json', FOLDER))) return undefined;
  return 'The peers are not installed. Run `npm ci --prefix bench/peers`, then this again.';
}

function peer(name: DurableWay['name'], folder: string): DurableWay {
  const program = (file: string): URL => new URL(`${folder}/${file}.ts`, FOLDER);
  return {
    name,
    worker: program('worker'),
    replay: program('replay'),
    // In a process of its own, as the peer's bundler is of a version of its own.
    bundle: async (file) => void (await promisify(execFile)(process.execPath, [fileURLToPath(program('bundle')), file])),
  };
}
