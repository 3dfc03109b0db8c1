import type { handleComplaint } from './agent.ts';
import { client } from './client.ts';

const [complaint = 'Order 4711 arrived broken. I want my money back.'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'tool-approval' };
console.log(await client.workflow.execute<typeof handleComplaint>('handleComplaint', { args: [complaint], ...options }));
