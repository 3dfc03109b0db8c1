import { nodeBuiltin } from './node-builtin.js';

interface NodeUrl {
  fileURLToPath(url: string): string;
}

/** The file of the failure converter that encodes messages and stacks; undefined where there is no Node to load it. */
export function failureConverterPath(): string | undefined {
  return fileOf('onceward/failure-converter');
}

/** The file of the payload converter that keeps bytes inside of values; undefined where there is no Node to load it. */
export function payloadConverterPath(): string | undefined {
  return fileOf('onceward/payload-converter');
}

function fileOf(entry: string): string | undefined {
  return nodeBuiltin<NodeUrl>('node:url')?.fileURLToPath?.(import.meta.resolve(entry));
}
