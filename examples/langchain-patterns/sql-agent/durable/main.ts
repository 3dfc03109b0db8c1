import type { askLibrary } from './agent.ts';
import { client } from './client.ts';

const [question = 'Who has kept a book the longest?'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'sql-agent' };
console.log(await client.workflow.execute<typeof askLibrary>('askLibrary', { args: [question], ...options }));
