import type { answerMail } from './agent.ts';
import { client } from './client.ts';

const [mail = 'The lamp I bought last week hums, and it is hot.'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'routing' };
console.log(await client.workflow.execute<typeof answerMail>('answerMail', { args: [mail], ...options }));
