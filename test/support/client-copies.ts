import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULES = resolve(import.meta.dirname, '../../node_modules');
const require = createRequire(import.meta.url);

/** Packages whose errors are told apart by their classes, if anybody did so. */
const COPIED = ['openai', '@anthropic-ai/sdk', '@ai-sdk/openai-compatible', '@ai-sdk/provider', '@ai-sdk/provider-utils'];

/** How a program gets at a package, each with classes of its own. */
export interface ClientCopies {
  load<Module>(way: Way, name: string): Promise<Module>;
  remove(): void;
}

export const WAYS = ['imported', 'from CommonJS', 'a second copy'] as const;
export type Way = (typeof WAYS)[number];

/** Copies the packages to a folder of its own; what they need themselves is found in the repository's. */
export function copyClients(): ClientCopies {
  const cache = join(MODULES, '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'second-copy-'));
  for (const name of COPIED) cpSync(join(MODULES, name), join(folder, 'node_modules', name), { recursive: true, filter: isCode });
  const copied = createRequire(join(folder, 'importer.js'));
  return {
    async load<Module>(way: Way, name: string): Promise<Module> {
      if (way === 'from CommonJS') return require(name) as Module;
      if (way === 'imported') return (await import(name)) as Module;
      return (await import(pathToFileURL(copied.resolve(name)).href)) as Module;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Not the sources and types, which are most of a package. */
function isCode(path: string): boolean {
  return !/[\\/]src$|\.(?:ts|cts|mts|map)$/.test(path.slice(MODULES.length));
}
