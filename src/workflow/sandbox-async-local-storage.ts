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

type RunOutside = <Result>(fn: () => Result) => Result;

/** Made while the workflow's modules load: runs what is to stay longer than the code that asks for it, and so shall not hold the values that this code has in its stores. */
export function createRunOutside(): RunOutside {
  const { AsyncLocalStorage } = globalThis as unknown as { AsyncLocalStorage: { snapshot(): RunOutside } };
  return AsyncLocalStorage.snapshot();
}
