import { spawn } from 'node:child_process';

/** `read` returns when the other end of the pipe is gone: with our process, whatever ended it. */
const WATCH = 'read _; kill -TERM "$1" 2>/dev/null';

/** Ends process `pid` when this process ends, by whatever cause; call the returned function once `pid` has ended by itself. */
export function guardAgainstOrphan(pid: number): () => void {
  const endNow = (): void => endProcess(pid);
  process.once('exit', endNow);
  const stopWatching = process.platform === 'win32' ? () => {} : watchFromOutside(pid);
  return () => {
    process.off('exit', endNow);
    stopWatching();
  };
}

/** No handler runs in a process that is killed, so a shell of its own holds the other end of a pipe. */
function watchFromOutside(pid: number): () => void {
  const watcher = spawn('/bin/sh', ['-c', WATCH, 'sh', String(pid)], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // Without a shell the 'exit' handler is all there is.
  watcher.on('error', () => {});
  watcher.stdin.on('error', () => {});
  watcher.unref();
  if ('unref' in watcher.stdin && typeof watcher.stdin.unref === 'function') watcher.stdin.unref();
  return () => watcher.kill('SIGKILL');
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}
