import type { writeHandbook } from './agent.ts';
import { client } from './client.ts';

const [subject = 'the espresso machine in the office kitchen'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'orchestrator-worker' };
console.log(await client.workflow.execute<typeof writeHandbook>('writeHandbook', { args: [subject], ...options }));
