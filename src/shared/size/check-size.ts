import { PayloadTooLarge } from '../errors/payload-too-large.js';
import { jsonBytes } from './json-bytes.js';
import { largestPaths } from './largest-paths.js';

export interface SizeLimit {
  readonly limitBytes: number;
  readonly hint?: string;
}

/**
 * The size of values as JSON, in bytes.
 *
 * @param what names them in the error: `the input of tool.ocr`
 * @throws PayloadTooLarge when one of them is over the limit
 */
export function checkSize(what: string, values: readonly unknown[], { limitBytes, hint }: SizeLimit): number {
  const sizes = values.map(jsonBytes);
  const largest = Math.max(0, ...sizes);
  if (largest > limitBytes) {
    throw new PayloadTooLarge({ what, bytes: largest, limitBytes, paths: largestPaths(values), ...(hint !== undefined && { hint }) });
  }
  return sizes.reduce((total, bytes) => total + bytes, 0);
}
