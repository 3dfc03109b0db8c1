import type { readInvitation } from './agent.ts';
import { client } from './client.ts';

const [mail = 'Dear all, we open the new library on the 3rd of May at six. Come to Harbour Street 9!'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'structured-output' };
console.log(await client.workflow.execute<typeof readInvitation>('readInvitation', { args: [mail], ...options }));
