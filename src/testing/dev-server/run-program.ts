import { execFile } from 'node:child_process';

export interface ProgramResult {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
  /** Why it is not ok: the end of its error output, or why it could not be run. */
  readonly problem: string;
}

/** Runs a program to its end. Never throws: a program that is missing, fails or takes longer than `timeoutMs` is a result as well. */
export function runProgram(
  file: string,
  commandLine: readonly string[],
  { timeoutMs, environment }: { readonly timeoutMs?: number; readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const options = { timeout: timeoutMs ?? 0, killSignal: 'SIGKILL', env: environment ?? process.env, maxBuffer: 64 << 20 } as const;
    execFile(file, commandLine, options, (error, stdout, stderr) => {
      resolve({ ok: error === null, stdout, stderr, problem: error === null ? '' : problemOf(error, stderr, timeoutMs) });
    });
  });
}

function problemOf(error: Error & { code?: unknown; killed?: boolean }, stderr: string, timeoutMs: number | undefined): string {
  if (error.code === 'ENOENT') return 'there is no such program';
  if (error.killed) return `it took longer than ${(timeoutMs ?? 0) / 1000} s`;
  return stderr.trim().split('\n').slice(-5).join('\n') || error.message;
}
