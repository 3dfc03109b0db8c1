import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What the CLI reads of this package's own package.json. */
export interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('onceward/package.json')), 'utf8')) as Manifest;
}
