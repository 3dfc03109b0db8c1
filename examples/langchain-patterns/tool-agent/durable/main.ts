import type { answerGuest } from './agent.ts';
import { client } from './client.ts';

const [question = 'Do you have a room with a view for two nights from Friday, and what is it with breakfast?'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'tool-agent' };
console.log(await client.workflow.execute<typeof answerGuest>('answerGuest', { args: [question], ...options }));
