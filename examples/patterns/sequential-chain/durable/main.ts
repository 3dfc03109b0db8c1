import type { writeShopText } from './agent.ts';
import { client } from './client.ts';

const [product = 'a bicycle pump that fits into a pocket, for 19 euros'] = process.argv.slice(2);
const options = { taskQueue: 'agents', workflowId: 'sequential-chain' };
console.log(await client.workflow.execute<typeof writeShopText>('writeShopText', { args: [product], ...options }));
