import type { settle } from './agent.ts';
import { client } from './client.ts';

const [request = 'Please cancel booking 88 and pay everything back.'] = process.argv.slice(2);
console.log(await client.workflow.execute<typeof settle>('settle', { args: [request], taskQueue: 'agents', workflowId: 'tool-approval' }));
