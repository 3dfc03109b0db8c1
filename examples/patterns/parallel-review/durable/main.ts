import type { reviewCode } from './agent.ts';
import { client } from './client.ts';

const [code = 'const find = (id) => db.query("select * from users where id = " + id);'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'parallel-review' };
console.log(await client.workflow.execute<typeof reviewCode>('reviewCode', { args: [code], ...options }));
