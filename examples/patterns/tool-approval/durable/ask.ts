import { requestApproval } from 'onceward/workflow';

/** What is asked about: a call of a tool. */
interface Call {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: unknown;
}

/** Asks a person whether a tool may be called. */
export async function ask(call: Call): Promise<boolean> {
  const title = `${call.toolName} ${JSON.stringify(call.input)}?`;
  return (await requestApproval({ id: call.toolCallId, title })).approved;
}
