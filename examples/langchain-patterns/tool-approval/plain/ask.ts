import { createInterface } from 'node:readline/promises';

/** What is asked about: a call of a tool. */
interface Call {
  readonly name: string;
  readonly args: unknown;
}

/** Asks a person whether a tool may be called. */
export async function ask(call: Call): Promise<{ type: 'approve' } | { type: 'reject' }> {
  const title = `${call.name} ${JSON.stringify(call.args)}?`;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const approved = (await terminal.question(`${title} (y/n) `).finally(() => terminal.close())) === 'y';
  return { type: approved ? 'approve' : 'reject' };
}
