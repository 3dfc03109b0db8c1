import { defineCheck } from '../define-check.js';

export const server = defineCheck({
  id: 'server',
  title: 'Temporal server',
  async run(context) {
    const { client, address } = await context.server();
    const { serverVersion } = await client.connection.workflowService.getSystemInfo({});
    return { ok: true, detail: `${address}, version ${serverVersion ?? 'unknown'}` };
  },
});
