import { fileURLToPath } from 'node:url';

/** The file of our webpack loader: it stands beside the built entries, and webpack takes it by name. */
export function loaderFile(): string {
  return fileURLToPath(new URL('./bundler/source-loader.js', import.meta.resolve('onceward/worker')));
}
