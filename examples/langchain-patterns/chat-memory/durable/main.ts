import type { tutor } from './agent.ts';
import { client } from './client.ts';

const [name = 'Yuki'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'chat-memory' };
console.log(await client.workflow.execute<typeof tutor>('tutor', { args: [name], ...options }));
