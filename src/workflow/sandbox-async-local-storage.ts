/** The part of Node's class that the sandbox has: Temporal puts it on the global object, and keeps it deterministic. */
export interface AsyncLocalStorage<Value> {
  getStore(): Value | undefined;
  run<Result>(value: Value, fn: () => Result): Result;
}

/** Makes a store whose value follows promises within one workflow. */
export function createAsyncLocalStorage<Value>(): AsyncLocalStorage<Value> {
  const { AsyncLocalStorage } = globalThis as unknown as { AsyncLocalStorage: new () => AsyncLocalStorage<Value> };
  return new AsyncLocalStorage();
}
