import type { answerCustomer } from './agent.ts';
import { client } from './client.ts';

const [question = 'My router blinks red since the storm, and the app shows nothing.'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'routing' };
console.log(await client.workflow.execute<typeof answerCustomer>('answerCustomer', { args: [question], ...options }));
