import { ABORT_CONTROLLER } from '../../shared/sandbox-globals.js';
import { defineGlobal, readGlobal } from './define-global.js';
import { DOMException } from './dom-exception.js';

interface Controller {
  abort(reason?: unknown): void;
}

/**
 * The sandbox's controllers come from outside of it, where an error is no error of workflow code, and a library cannot tell why a signal was aborted.
 * They are for good; the bundle has workflow code take these.
 */
export function installAbortController(): void {
  const Outer = readGlobal('AbortController') as new () => Controller;
  defineGlobal(
    ABORT_CONTROLLER,
    class AbortController extends Outer {
      override abort(reason: unknown = new DOMException('This operation was aborted', 'AbortError')): void {
        super.abort(reason);
      }
    },
  );
}
