import { requestApproval } from 'onceward/workflow';

/** What is asked about: a call of a tool. */
interface Call {
  readonly name: string;
  readonly args: unknown;
}

/** Asks a person whether a tool may be called. */
export async function ask(call: Call): Promise<{ type: 'approve' } | { type: 'reject' }> {
  const title = `${call.name} ${JSON.stringify(call.args)}?`;
  const { approved } = await requestApproval({ id: call.name, title });
  return { type: approved ? 'approve' : 'reject' };
}
