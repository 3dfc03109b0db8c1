/** Runs `use` while every `Date` of this process is off by so many milliseconds: a worker whose clock is wrong. */
export async function withShiftedClock<Result>(offsetMs: number, use: () => Promise<Result>): Promise<Result> {
  const RealDate = globalThis.Date;
  class ShiftedDate extends RealDate {
    constructor(...given: readonly [] | readonly [number | string | Date]) {
      super(given[0] ?? RealDate.now() + offsetMs);
    }

    static override now(): number {
      return RealDate.now() + offsetMs;
    }
  }
  globalThis.Date = ShiftedDate as DateConstructor;
  try {
    return await use();
  } finally {
    globalThis.Date = RealDate;
  }
}
