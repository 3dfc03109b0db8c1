import { fileURLToPath } from 'node:url';

/** The file of our webpack loader, built: webpack takes a loader by its file. */
export function loaderFile(): string {
  return fileURLToPath(import.meta.resolve('onceward/bundler/source-loader'));
}
