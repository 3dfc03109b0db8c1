import { oncewardWay, type DurableWay } from './durable-way.ts';
import { peersOf } from './peers.ts';

/** One column of the picture of how histories grow: an agent, and the way it runs. */
export interface HistoryVariant {
  readonly variant: string;
  readonly caseName: string;
  readonly way: DurableWay;
}

/** The variants in the order in which they are measured. */
export function historyVariants({ peers }: { readonly peers: boolean }): readonly HistoryVariant[] {
  const zstd = { compression: 'zstd' } as const;
  const own: readonly HistoryVariant[] = [
    { variant: 'onceward', caseName: 'ai-sdk', way: oncewardWay('ai-sdk') },
    { variant: 'onceward-zstd', caseName: 'ai-sdk', way: oncewardWay('ai-sdk', zstd) },
    { variant: 'onceward-no-store', caseName: 'ai-sdk', way: oncewardWay('ai-sdk', { store: 'none' }) },
    { variant: 'onceward-langchain', caseName: 'langchain', way: oncewardWay('langchain') },
    { variant: 'onceward-langchain-zstd', caseName: 'langchain', way: oncewardWay('langchain', zstd) },
  ];
  return peers ? [...own, ...peersOf('ai-sdk').map((way) => ({ variant: 'temporal-ai-sdk', caseName: 'ai-sdk', way }))] : own;
}
