import type { planTrip } from './agent.ts';
import { client } from './client.ts';

const [wish = 'Bern to Milan tomorrow, as cheap as possible. Do I need an umbrella?'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'multi-step-tools' };
console.log(await client.workflow.execute<typeof planTrip>('planTrip', { args: [wish], ...options }));
