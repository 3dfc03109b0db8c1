import { closeSync, fstatSync, mkdirSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const TAIL_LINES = 20;
const TAIL_BYTES = 64 * 1024;
/** How a Go program that panics begins its stack trace. Why it did is above: Temporal's server logs "address already in use" and panics later. */
const GO_STACK = /^goroutine \d+ \[/;

/** The file a server writes its output to. A file and not a pipe: nothing here has to keep reading for the server to carry on. */
export interface ServerLog {
  readonly descriptor: number;
  /** The last lines written since the log was opened, or those before a crash's stack trace, which says nothing to the reader. */
  tail(): string;
  close(): void;
}

/** Opens `logFile` to add to it, or a file without a name that is gone once nobody has it open. */
export function openServerLog(logFile: string | undefined): ServerLog {
  const file = logFile ?? join(mkdtempSync(join(tmpdir(), 'onceward-server-')), 'server.log');
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, 'a+');
  const { size: sizeBefore } = fstatSync(descriptor);
  const removeNow = logFile === undefined && process.platform !== 'win32';
  if (removeNow) rmSync(dirname(file), { recursive: true });
  return {
    descriptor,
    tail: () => readTail(descriptor, sizeBefore),
    close() {
      closeSync(descriptor);
      // Windows cannot remove a file that is open.
      if (logFile === undefined && !removeNow) rmSync(dirname(file), { recursive: true, force: true });
    },
  };
}

function readTail(descriptor: number, from: number): string {
  const { size } = fstatSync(descriptor);
  const start = Math.max(from, size - TAIL_BYTES);
  const bytes = Buffer.alloc(size - start);
  const length = readSync(descriptor, bytes, 0, bytes.length, start);
  const lines = bytes.toString('utf8', 0, length).trim().split('\n');
  const stack = lines.findIndex((line) => GO_STACK.test(line));
  return lines
    .slice(0, stack === -1 ? undefined : stack)
    .slice(-TAIL_LINES)
    .join('\n')
    .trim();
}
