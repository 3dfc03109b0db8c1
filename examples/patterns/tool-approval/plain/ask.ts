import { createInterface } from 'node:readline/promises';

/** What is asked about: a call of a tool. */
interface Call {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: unknown;
}

/** Asks a person whether a tool may be called. */
export async function ask(call: Call): Promise<boolean> {
  const title = `${call.toolName} ${JSON.stringify(call.input)}?`;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = terminal.question(`${title} (y/n) `).finally(() => terminal.close());
  return (await answer) === 'y';
}
