import type { findSlogan } from './agent.ts';
import { client } from './client.ts';

const [product = 'an umbrella that does not turn inside out'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'evaluator-optimizer' };
console.log(await client.workflow.execute<typeof findSlogan>('findSlogan', { args: [product], ...options }));
