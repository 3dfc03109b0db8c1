import type { planFair } from './agent.ts';
import { client } from './client.ts';

const [wish = 'A street fair for the school, for 900 euros.'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'supervisor' };
console.log(await client.workflow.execute<typeof planFair>('planFair', { args: [wish], ...options }));
