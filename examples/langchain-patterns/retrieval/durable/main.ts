import type { askRules } from './agent.ts';
import { client } from './client.ts';

const [question = 'Where can I leave my bicycle?'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'retrieval' };
console.log(await client.workflow.execute<typeof askRules>('askRules', { args: [question], ...options }));
