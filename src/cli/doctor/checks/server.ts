import { defineCheck } from '../define-check.js';

export const server = defineCheck({
  id: 'server',
  title: 'Temporal server',
  async run(context) {
    try {
      const { client, address } = await context.server();
      const { serverVersion } = await client.connection.workflowService.getSystemInfo({});
      return { ok: true, detail: `${address}, version ${serverVersion ?? 'unknown'}` };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return { ok: false, detail, fix: 'Run `temporal server start-dev`, or set TEMPORAL_ADDRESS to a server that runs.' };
    }
  },
});
