import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface ToolResult {
  readonly ok: boolean;
  /** What the tool printed, on both channels. */
  readonly output: string;
}

/** Runs a program of `node_modules/.bin` to its end and keeps what it prints. */
export function runTool(name: string, toolArguments: readonly string[]): Promise<ToolResult> {
  return new Promise((resolve) => {
    const child = spawn(join('node_modules', '.bin', name), toolArguments, {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    const keep = (text: Buffer): void => {
      output += text.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output: output.trim() }));
  });
}
