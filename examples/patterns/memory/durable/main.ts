import type { retellBook } from './agent.ts';
import { client } from './client.ts';

const [wish = 'Tell me the book in one sentence.'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'memory' };
console.log(await client.workflow.execute<typeof retellBook>('retellBook', { args: [wish], ...options }));
