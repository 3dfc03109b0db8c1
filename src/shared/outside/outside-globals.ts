import { IN_A_DURABLE_MODULE, MAKE_IT_DURABLE } from './durable-way.js';

const ENVIRONMENT = 'Take a setting as an argument of the run, or from a durable function that reads it.';
const FILES = 'Workflow code has no files. Read them in a durable function.';
const BODIES = 'Make requests and their bodies in a durable function; files of messages may go through workflow code as they are.';
const MODULES = 'Write an import; what needs Node goes into a durable module.';
const TURNS = 'Write await sleep(…) of @temporalio/workflow in a loop: it is a timer that outlives the worker.';
const COLLECTED = 'When memory is freed differs from one replay to the next. Hold what you need, and let go of it by yourself.';

/**
 * Globals that workflow code does not have, or cannot use, and what to do instead. The linter says it where they stand, a failed run where it came to one.
 */
export const OUTSIDE_GLOBALS = {
  process: ENVIRONMENT,
  Buffer: 'Use Uint8Array, TextEncoder and TextDecoder, and atob and btoa for base64.',
  require: MODULES,
  module: MODULES,
  __dirname: FILES,
  __filename: FILES,
  setImmediate: 'Write await Promise.resolve(), or await sleep(…) of @temporalio/workflow.',
  setInterval: TURNS,
  fetch: MAKE_IT_DURABLE,
  Request: BODIES,
  Response: BODIES,
  FormData: BODIES,
  Blob: BODIES,
  XMLHttpRequest: `${IN_A_DURABLE_MODULE}.`,
  WebSocket: `${IN_A_DURABLE_MODULE}.`,
  EventSource: `${IN_A_DURABLE_MODULE}.`,
  WeakRef: COLLECTED,
  FinalizationRegistry: COLLECTED,
} as const satisfies Readonly<Record<string, string>>;

/** What to do instead of a global; undefined for one that workflow code has. */
export function insteadOfGlobal(name: string): string | undefined {
  return Object.hasOwn(OUTSIDE_GLOBALS, name) ? OUTSIDE_GLOBALS[name as keyof typeof OUTSIDE_GLOBALS] : undefined;
}
