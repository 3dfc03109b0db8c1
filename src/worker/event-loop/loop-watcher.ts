/** What runs beside the main thread: sees that its event loop stands still, and asks the debugger of the process where it is. */
import { Session, type Debugger } from 'node:inspector';
import { parentPort, workerData } from 'node:worker_threads';
import type { StackFrame, Standstill, WatcherSettings } from './standstill.js';

const FRAMES = 30;
const LONGEST_LOOK_MS = 250;

let last = 0;
let stillSinceMs = performance.now();
let frames: readonly StackFrame[] | undefined;
let session: Session | undefined;

if (parentPort !== null) watch(workerData as WatcherSettings);

function watch({ ticks, standstillMs }: WatcherSettings): void {
  const counter = new Int32Array(ticks);
  setInterval(() => look(Atomics.load(counter, 0), standstillMs), Math.min(LONGEST_LOOK_MS, standstillMs / 4));
}

function look(current: number, standstillMs: number): void {
  const now = performance.now();
  if (current === last) {
    if (now - stillSinceMs >= standstillMs && session === undefined) ask();
    return;
  }
  if (session !== undefined) {
    letGo();
    const standstill: Standstill = { durationMs: Math.round(now - stillSinceMs), frames: frames ?? [] };
    parentPort?.postMessage(standstill);
  }
  last = current;
  stillSinceMs = now;
  frames = undefined;
}

/** Pauses the main thread for as long as reading its stack takes. A standstill in native code has no stack to read before it ends. */
function ask(): void {
  const urls = new Map<string, string>();
  session = new Session();
  session.connectToMainThread();
  // A frame's own `url` is empty in the debugger of Node; each script is announced when the debugger is enabled.
  session.on('Debugger.scriptParsed', ({ params: { scriptId, url } }) => urls.set(scriptId, url));
  session.once('Debugger.paused', ({ params }) => {
    frames = params.callFrames.slice(0, FRAMES).map((frame) => toFrame(frame, urls));
    letGoOfDebugger();
  });
  session.post('Debugger.enable');
  session.post('Debugger.pause');
}

function letGoOfDebugger(): void {
  session?.post('Debugger.resume');
  session?.post('Debugger.disable');
}

function letGo(): void {
  session?.disconnect();
  session = undefined;
}

function toFrame({ functionName, location: { scriptId, lineNumber } }: Debugger.CallFrame, urls: ReadonlyMap<string, string>): StackFrame {
  return { functionName: functionName || 'an anonymous function', url: urls.get(scriptId) ?? '', line: lineNumber + 1 };
}
