import type { writeArticle } from './agent.ts';
import { client } from './client.ts';

const [subject = 'the first summer of the tower'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'sub-agents' };
console.log(await client.workflow.execute<typeof writeArticle>('writeArticle', { args: [subject], ...options }));
