import type { tellStory } from './agent.ts';
import { client } from './client.ts';

const [wish = 'A story about a knight, decided by a dice.'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'streaming' };
console.log(await client.workflow.execute<typeof tellStory>('tellStory', { args: [wish], ...options }));
