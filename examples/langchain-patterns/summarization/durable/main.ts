import type { tendGarden } from './agent.ts';
import { client } from './client.ts';

const [wish = 'Tell me what to do this week, bed by bed.'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'summarization' };
console.log(await client.workflow.execute<typeof tendGarden>('tendGarden', { args: [wish], ...options }));
