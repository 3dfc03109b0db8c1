import type { reviewMenu } from './agent.ts';
import { client } from './client.ts';

const [cuisine = 'a small Alpine restaurant'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'map-reduce' };
console.log(await client.workflow.execute<typeof reviewMenu>('reviewMenu', { args: [cuisine], ...options }));
