import { DOMException } from './dom-exception.js';
import { defineGlobal, readGlobal } from './define-global.js';

interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once: boolean }): void;
}

interface Controller {
  readonly signal: Signal;
  abort(reason?: unknown): void;
}

/** The sandbox has `AbortController` but not `AbortSignal`; this gives the class its static side, with `timeout` on a workflow timer. */
export function installAbortSignal(): void {
  if (readGlobal('AbortSignal') !== undefined) return;
  const prototype: object = Object.getPrototypeOf(createController().signal);
  defineGlobal('AbortSignal', signalClass(prototype));
  defineGlobal('EventTarget', (Object.getPrototypeOf(prototype) as object).constructor);
}

function signalClass(prototype: object): object {
  function AbortSignal(): never {
    throw new TypeError('Illegal constructor');
  }
  AbortSignal.prototype = prototype;
  return Object.assign(AbortSignal, {
    abort: (reason?: unknown): Signal => aborted(reason ?? new DOMException('This operation was aborted', 'AbortError')),
    any: anySignal,
    timeout(ms: number): Signal {
      const controller = createController();
      setWorkflowTimeout(() => controller.abort(new DOMException('The operation timed out', 'TimeoutError')), ms);
      return controller.signal;
    },
  });
}

function anySignal(signals: Iterable<Signal>): Signal {
  const all = [...signals];
  const first = all.find((signal) => signal.aborted);
  if (first !== undefined) return aborted(first.reason);
  const controller = createController();
  for (const signal of all) signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  return controller.signal;
}

function aborted(reason: unknown): Signal {
  const controller = createController();
  controller.abort(reason);
  return controller.signal;
}

/** In the sandbox this is a Temporal timer. */
function setWorkflowTimeout(callback: () => void, ms: number): void {
  (readGlobal('setTimeout') as (callback: () => void, ms: number) => void)(callback, ms);
}

function createController(): Controller {
  const AbortController = readGlobal('AbortController') as new () => Controller;
  return new AbortController();
}
