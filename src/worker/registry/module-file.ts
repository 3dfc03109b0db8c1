import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InvalidOption } from '../../shared/errors/invalid-option.js';

/** The file a module tells of itself, free of symlinks: what the bundler sees when it resolves an import of it. */
export function moduleFile(url: string): string {
  // Loaders such as tsx add a query to the URL.
  const file = url.startsWith('file:') ? fileURLToPath(new URL(url.replace(/[?#].*$/, ''))) : url;
  try {
    return realpathSync(file);
  } catch {
    const hint =
      'Write durableModule(import.meta.url). If a bundler put the worker into one file, keep durable modules as files of their own.';
    throw new InvalidOption({ where: 'durableModule()', option: 'url', problem: `is ${url}, where no file is`, hint });
  }
}
