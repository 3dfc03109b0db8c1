/** A place in the code that the main thread was at. */
export interface StackFrame {
  readonly functionName: string;
  readonly url: string;
  /** From 1. */
  readonly line: number;
}

/** A time in which the event loop of the main thread did not turn. */
export interface Standstill {
  readonly durationMs: number;
  /** Where the main thread was, the innermost first; empty when it could not be asked. */
  readonly frames: readonly StackFrame[];
}

/** What the watcher is started with. */
export interface WatcherSettings {
  /** One 32-bit number that the main thread counts up. */
  readonly ticks: SharedArrayBuffer;
  readonly standstillMs: number;
}
