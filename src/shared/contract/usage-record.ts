import type { Hash } from './json.js';

/** What one provider call used and cost. */
export interface UsageRecord {
  readonly key: string;
  readonly attempt: number;
  readonly provider: string;
  readonly model: string;
  readonly tokens: {
    readonly input?: number;
    readonly cachedInput?: number;
    readonly cacheWrite?: number;
    readonly output?: number;
    readonly reasoning?: number;
  };
  readonly units?: Readonly<Record<string, number>>;
  /** Millionths of the price table's currency. Absent means unpriced, never free. */
  readonly costMicros?: number;
  readonly prices?: string;
  readonly billed: 'yes' | 'no' | 'unknown';
  /** The name of the `CapturedExchange` in the store, with the option `capture`. */
  readonly captured?: Hash;
}
