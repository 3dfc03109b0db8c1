import type { DurableKind } from '../../../src/worker/adapter.js';
import { resultByReference } from './result-by-reference.js';
import { callTool } from './call-tool.js';
import type { ConnectionPool } from './connection-pool.js';
import { listTools } from './list-tools.js';
import { optionsOf, type McpServer } from './mcp-server.js';

/** MCP servers: `mcp.<id>.list` gives their tools, once a run, and `mcp.<id>.call` calls one. */
export function createServerKind(pool: ConnectionPool): DurableKind<McpServer> {
  return {
    kind: 'mcp',
    stub: { module: import.meta.resolve('onceward/workflow'), export: 'toolboxStub' },
    describe: () => ({}),
    parts: () => ({
      list: { reads: true, perform: (server, call) => listTools(pool, optionsOf(server), call) },
      call: { byReference: resultByReference, perform: (server, call) => callTool(pool, optionsOf(server), call) },
    }),
  };
}
