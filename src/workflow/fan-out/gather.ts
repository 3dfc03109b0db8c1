import { isCancellation } from '@temporalio/workflow';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkCount } from '../../shared/options/check-count.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { currentKeyScope, withKeyScope } from '../key-scope.js';

export interface GatherOptions {
  /** How many items are under way at once. @default 50 */
  readonly concurrency?: number;
  /** What a person calls an item in the Temporal UI. @default 'item' */
  readonly label?: string;
  /**
   * `fail`: the first failure is thrown, and no further item starts. `settle`: every item runs, and the outcome of each is given, as by
   * `Promise.allSettled`. Cancellation ends both. @default 'fail'
   */
  readonly onError?: 'fail' | 'settle';
}

const DEFAULT_CONCURRENCY = 50;

/**
 * Runs durable work for many items, a bounded number at a time, and gives the results in the items' order. Each item counts its
 * steps by itself, so the order in which items finish never changes an idempotency key. The first failure is thrown once the items
 * under way have ended; with `onError: 'settle'` it is one outcome among the others.
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
  options: GatherOptions & { readonly onError: 'settle' },
): Promise<PromiseSettledResult<Result>[]>;
export async function gather<Item, Result>(
  items: readonly Item[],
  fn: (item: Item, index: number) => Promise<Result>,
  options?: GatherOptions,
): Promise<Result[]>;
export async function gather<Item, Result>(
  items: readonly Item[],
  fn: (item: Item, index: number) => Promise<Result>,
  options: GatherOptions = {},
): Promise<Result[] | PromiseSettledResult<Result>[]> {
  const { concurrency, label, onError } = readOptions(options);
  const scope = currentKeyScope();
  const gathered = `gather:${scope.nextOrdinal('gather')}`;
  const outcomes: PromiseSettledResult<Result>[] = [];
  let next = 0;
  let stop: { readonly reason: unknown } | undefined;

  const work = async (): Promise<void> => {
    while (next < items.length && stop === undefined) {
      const index = next++;
      const itemScope = scope.child(`${gathered}:${index}`, `${label} ${index + 1}/${items.length}`);
      try {
        outcomes[index] = { status: 'fulfilled', value: await withKeyScope(itemScope, () => fn(items[index] as Item, index)) };
      } catch (reason) {
        outcomes[index] = { status: 'rejected', reason };
        if (onError === 'fail' || isCancellation(reason)) stop ??= { reason };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, work));
  if (stop !== undefined) throw stop.reason;
  return onError === 'settle' ? outcomes : outcomes.map((outcome) => (outcome as PromiseFulfilledResult<Result>).value);
}

function readOptions(options: GatherOptions): Required<GatherOptions> {
  checkOptions('gather()', options, ['concurrency', 'label', 'onError']);
  const { concurrency = DEFAULT_CONCURRENCY, label = 'item', onError = 'fail' } = options;
  checkCount('gather()', 'concurrency', concurrency);
  if (onError !== 'fail' && onError !== 'settle') {
    throw new InvalidOption({ where: 'gather()', option: 'onError', problem: `is ${String(onError)}`, hint: "Write 'fail' or 'settle'." });
  }
  return { concurrency, label, onError };
}
