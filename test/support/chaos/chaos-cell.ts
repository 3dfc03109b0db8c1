/** What was counted for one kind of step under one event. */
export interface ChaosCell {
  readonly event: string;
  readonly kind: string;
  readonly steps: number;
  /** Requests that reached the other side for them. */
  readonly calls: number;
  /** Calls that may be made once more: not recorded yet when their process died or stood still, or wanted again by a reset. */
  readonly mayRepeat: number;
  /** Steps whose result did not come back, or came back changed. */
  readonly lost: number;
  /** How often a person was asked what became of a write. */
  readonly asked?: number;
}

/** Calls beyond one a step and those that may be made once more. The promise says 0. */
export function paidTwice({ calls, steps, mayRepeat }: ChaosCell): number {
  return Math.max(0, calls - steps - mayRepeat);
}

/** Whether the cell keeps the promise: nothing recorded was paid again, and nothing was lost. */
export function isKept(cell: ChaosCell): boolean {
  return paidTwice(cell) === 0 && cell.lost === 0 && cell.calls >= cell.steps;
}
