import { structuredClone } from './structured-clone.js';
import { Headers } from 'headers-polyfill';
import { ByteLengthQueuingStrategy, CountQueuingStrategy, ReadableStream, TransformStream, WritableStream } from 'web-streams-polyfill';
import { installAbortController } from './abort-controller.js';
import { installAbortSignal } from './abort-signal.js';
import { DOMException } from './dom-exception.js';
import { defineGlobal } from './define-global.js';
import { atob, btoa } from './base64.js';
import { crypto } from './crypto.js';
import { fetch } from './fetch.js';

/**
 * Sets the globals that agent frameworks expect and the sandbox lacks. Runs before the user's modules. Each is set only where it is
 * missing, so other plugins' polyfills may come first. All are deterministic: time and randomness are the workflow's own.
 */
export function installPolyfills(): void {
  defineGlobal('ReadableStream', ReadableStream);
  defineGlobal('WritableStream', WritableStream);
  defineGlobal('TransformStream', TransformStream);
  defineGlobal('ByteLengthQueuingStrategy', ByteLengthQueuingStrategy);
  defineGlobal('CountQueuingStrategy', CountQueuingStrategy);
  defineGlobal('Headers', Headers);
  defineGlobal('structuredClone', structuredClone);
  defineGlobal('queueMicrotask', (callback: () => void) => void Promise.resolve().then(callback));
  defineGlobal('performance', { now: () => Date.now(), timeOrigin: 0, mark() {}, measure() {} });
  defineGlobal('crypto', crypto);
  defineGlobal('fetch', fetch);
  defineGlobal('atob', atob);
  defineGlobal('btoa', btoa);
  defineGlobal('DOMException', DOMException);
  installAbortSignal();
  installAbortController();
}
