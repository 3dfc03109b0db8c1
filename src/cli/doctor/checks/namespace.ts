import { defineCheck } from '../define-check.js';

/** gRPC's NOT_FOUND. */
const NOT_FOUND = 5;

export const namespace = defineCheck({
  id: 'namespace',
  title: 'Namespace',
  async run(context) {
    const server = await context.server();
    try {
      await server.client.connection.workflowService.describeNamespace({ namespace: server.namespace });
      return { ok: true, detail: server.namespace };
    } catch (error) {
      if ((error as { code?: unknown }).code !== NOT_FOUND) throw error;
      const fix = `Run \`temporal operator namespace create --namespace ${server.namespace}\`, or set TEMPORAL_NAMESPACE.`;
      return { ok: false, detail: `${server.address} has no namespace '${server.namespace}'`, fix };
    }
  },
});
