import { oncewardWay, type DurableWay } from './durable-way.ts';
import { peersOf } from './peers.ts';

/** One column of the picture of how histories grow: an agent, and the way it runs. */
export interface HistoryVariant {
  readonly variant: string;
  readonly caseName: string;
  readonly way: DurableWay;
}

/** The variants in the order in which they are measured. */
export function historyVariants(): readonly HistoryVariant[] {
  const zstd = { compression: 'zstd' } as const;
  return [
    { variant: 'onceward', caseName: 'ai-sdk', way: oncewardWay('ai-sdk') },
    { variant: 'onceward-zstd', caseName: 'ai-sdk', way: oncewardWay('ai-sdk', zstd) },
    { variant: 'onceward-no-store', caseName: 'ai-sdk', way: oncewardWay('ai-sdk', { store: 'none' }) },
    { variant: 'onceward-langchain', caseName: 'langchain', way: oncewardWay('langchain') },
    { variant: 'onceward-langchain-zstd', caseName: 'langchain', way: oncewardWay('langchain', zstd) },
    ...peersOf('ai-sdk').map((way) => ({ variant: variantOf(way), caseName: 'ai-sdk', way })),
  ];
}

/** `@temporalio/ai-sdk, echo` is `temporal-ai-sdk-echo`. */
function variantOf({ name }: DurableWay): string {
  return name.replace('@temporalio/', 'temporal-').replace(', ', '-');
}
