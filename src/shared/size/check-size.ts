import { PayloadTooLarge } from '../errors/payload-too-large.js';
import { jsonBytes } from './json-bytes.js';
import { largestPaths } from './largest-paths.js';
import { LARGEST_INLINE_BYTES, LARGEST_VALUE_BYTES, OFFLOAD_ABOVE_BYTES } from './payload-limits.js';

export interface SizeLimit {
  /** The largest single value. */
  readonly limitBytes: number;
  /** Smaller values stay in the request, and have to fit into it together. */
  readonly inlineBelowBytes: number;
  readonly hint?: string;
}

const TOGETHER = 'Pass them as one value, or put the content into artifacts in a durable step and pass the references.';

/**
 * What may be sent, given the size from which payloads go to a store; `undefined` where there is none.
 *
 * @param hint what to do about a value that is too large without a store
 */
export function sizeLimitOf(offloadAboveBytes: number | undefined = OFFLOAD_ABOVE_BYTES, hasStore: boolean, hint: string): SizeLimit {
  return hasStore
    ? { limitBytes: LARGEST_VALUE_BYTES, inlineBelowBytes: offloadAboveBytes }
    : { limitBytes: LARGEST_INLINE_BYTES, inlineBelowBytes: Infinity, hint };
}

/**
 * The size of values as JSON, in bytes.
 *
 * @param what names them in the error: `the input of tool.ocr`
 * @throws PayloadTooLarge when one of them is over the limit, or all that stay in the request together
 */
export function checkSize(what: string, values: readonly unknown[], { limitBytes, inlineBelowBytes, hint }: SizeLimit): number {
  const sizes = values.map(jsonBytes);
  const largest = Math.max(0, ...sizes);
  if (largest > limitBytes) {
    throw new PayloadTooLarge({ what, bytes: largest, limitBytes, paths: largestPaths(values), ...(hint !== undefined && { hint }) });
  }
  const inline = sum(sizes.filter((bytes) => bytes < inlineBelowBytes));
  if (inline > LARGEST_INLINE_BYTES) {
    throw new PayloadTooLarge({
      what,
      bytes: inline,
      limitBytes: LARGEST_INLINE_BYTES,
      paths: largestPaths(values),
      hint: hint ?? TOGETHER,
    });
  }
  return sum(sizes);
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, bytes) => total + bytes, 0);
}
