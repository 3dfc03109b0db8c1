import type { ErrorReply } from './scripted-reply.js';

/** What goes wrong with one request: it fails, is never answered, or its connection is closed without an answer. */
export type Fault = ErrorReply | 'hang' | 'drop';

/** The faults that wait for requests, one each, in the order in which they were asked for. */
export interface Faults {
  readonly delayMs: number;
  delay(ms: number): void;
  add(fault: Fault, times: number): void;
  take(): Fault | undefined;
  reset(): void;
}

export function createFaults(): Faults {
  let delayMs = 0;
  let waiting: readonly Fault[] = [];
  return {
    get delayMs() {
      return delayMs;
    },
    delay(ms) {
      delayMs = ms;
    },
    add(fault, times) {
      waiting = [...waiting, ...Array.from({ length: times }, () => fault)];
    },
    take() {
      const [fault, ...rest] = waiting;
      waiting = rest;
      return fault;
    },
    reset() {
      delayMs = 0;
      waiting = [];
    },
  };
}
