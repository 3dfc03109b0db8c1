import type { writeSpeech } from './agent.ts';
import { client } from './client.ts';

const [occasion = 'the retirement of our postman'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'functional-api' };
console.log(await client.workflow.execute<typeof writeSpeech>('writeSpeech', { args: [occasion], ...options }));
