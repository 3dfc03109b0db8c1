/** What a bar measured. */
export interface Measurement {
  /** As measured. It is printed as it is: rounding it, in whichever direction, is left to nobody. */
  readonly value: number | string;
  /** Whether the target is met. */
  readonly ok: boolean;
  /** What a reader needs to judge the value: places, single values, conditions. */
  readonly note?: string;
}

export interface Bar {
  readonly area: string;
  /** What is measured, in words a user understands. Unique in its area. */
  readonly bar: string;
  readonly unit: string;
  /** What has to be reached: a number that must be hit exactly, or words such as '≤ 200'. */
  readonly target: number | string;
  /** How long it may take. One that takes longer is not ok. @default 15 minutes */
  readonly timeoutMs?: number;
  /** Throws when it cannot be measured; that is printed, and not ok. */
  readonly measure: () => Promise<Measurement>;
}

/** Declares one line of `npm run proof`. */
export function defineBar(bar: Bar): Bar {
  return bar;
}
