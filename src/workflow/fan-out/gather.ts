import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { currentKeyScope, withKeyScope } from '../key-scope.js';

export interface GatherOptions {
  /** How many items are under way at once. @default 50 */
  readonly concurrency?: number;
  /** What a person calls an item in the Temporal UI. @default 'item' */
  readonly label?: string;
}

const DEFAULT_CONCURRENCY = 50;

/**
 * Runs durable work for many items, a bounded number at a time, and gives the results in the items' order. Each item counts its
 * steps by itself, so the order in which items finish never changes an idempotency key. The first failure is thrown once the items
 * under way have ended; no further one starts.
 *
 * @throws UnknownOption; InvalidOption; whatever an item threw first
 * @example
 * ```ts
 * const texts = await gather(pages, (page) => ocr(page), { concurrency: 20, label: 'page' });
 * ```
 */
export async function gather<Item, Result>(
  items: readonly Item[],
  fn: (item: Item, index: number) => Promise<Result>,
  options: GatherOptions = {},
): Promise<Result[]> {
  checkOptions('gather()', options, ['concurrency', 'label']);
  const { concurrency = DEFAULT_CONCURRENCY, label = 'item' } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new InvalidOption({
      where: 'gather()',
      option: 'concurrency',
      problem: `is ${concurrency}`,
      hint: 'Give a whole number from 1.',
    });
  }
  const scope = currentKeyScope();
  const gathered = `gather:${scope.nextOrdinal('gather')}`;
  const results: Result[] = [];
  const failures: unknown[] = [];
  let next = 0;

  const work = async (): Promise<void> => {
    while (next < items.length && failures.length === 0) {
      const index = next++;
      const itemScope = scope.child(`${gathered}:${index}`, `${label} ${index + 1}/${items.length}`);
      try {
        results[index] = await withKeyScope(itemScope, () => fn(items[index] as Item, index));
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, work));
  if (failures.length > 0) throw failures[0];
  return results;
}
