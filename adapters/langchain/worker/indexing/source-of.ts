import type { DocumentInterface } from '@langchain/core/documents';
import { InvalidOption } from '../../../../src/shared/errors/invalid-option.js';

/**
 * Which source a document is of.
 *
 * @throws InvalidOption when its metadata do not say
 */
export function sourceOf({ metadata }: DocumentInterface, sourceIdKey: string, number: number): string {
  const source: unknown = (metadata as Record<string, unknown>)[sourceIdKey];
  if ((typeof source === 'string' && source !== '') || typeof source === 'number') return String(source);
  throw new InvalidOption({
    where: 'indexDocuments()',
    option: 'sourceIdKey',
    problem: `is '${sourceIdKey}', and document ${number} has no such text or number in its metadata`,
    hint: 'Each document says there which file or page it is of: what changed or went away is found by that.',
  });
}
