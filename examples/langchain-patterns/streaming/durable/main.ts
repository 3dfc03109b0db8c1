import type { followBake } from './agent.ts';
import { client } from './client.ts';

const [bread = 'rye'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'streaming' };
console.log(await client.workflow.execute<typeof followBake>('followBake', { args: [bread], ...options }));
