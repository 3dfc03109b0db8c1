import { nodeBuiltin } from './node-builtin.js';

interface NodeUrl {
  fileURLToPath(url: string): string;
}

/** The file of the failure converter that encodes messages and stacks; undefined where there is no Node to load it. */
export function failureConverterPath(): string | undefined {
  return nodeBuiltin<NodeUrl>('node:url')?.fileURLToPath?.(import.meta.resolve('onceward/failure-converter'));
}
