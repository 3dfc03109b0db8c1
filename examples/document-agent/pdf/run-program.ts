import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

export interface ProgramResult {
  readonly exitCode: number | null;
  readonly output: Uint8Array;
  readonly errorText: string;
}

/** Runs a program to its end with these bytes as its standard input. Rejects only when it cannot be started. */
export async function runProgram(program: string, commandLine: readonly string[], input: Uint8Array): Promise<ProgramResult> {
  // Many run side by side: threads inside each would only make them wait for one another.
  const child = spawn(program, commandLine, { stdio: 'pipe', env: { ...process.env, OMP_THREAD_LIMIT: '1' } });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // A program that has seen enough closes its input early; its exit code tells whether that was an error.
  const fed = pipeline([input], child.stdin).catch(() => undefined);
  const [exitCode, output, errorText] = await Promise.all([exited, buffer(child.stdout), text(child.stderr), fed]);
  return { exitCode, output, errorText };
}
