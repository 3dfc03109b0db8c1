import type { solveCase } from './agent.ts';
import { client } from './client.ts';

const [story = 'The silver is gone. There is a hall, a library and a cook who reads at night.'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'stop-conditions' };
console.log(await client.workflow.execute<typeof solveCase>('solveCase', { args: [story], ...options }));
