import type { translate } from './agent.ts';
import { client } from './client.ts';

const [text = 'Well, that went about as well as a chocolate teapot.'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'evaluator-optimizer' };
console.log(await client.workflow.execute<typeof translate>('translate', { args: [text], ...options }));
