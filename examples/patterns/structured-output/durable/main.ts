import type { readInvoice } from './agent.ts';
import { client } from './client.ts';

const [text = 'Alpenholz AG: 2 tables, 400 CHF, delivery, 50 CHF. Paid with thanks.'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'structured-output' };
console.log(await client.workflow.execute<typeof readInvoice>('readInvoice', { args: [text], ...options }));
