import type { Adapter } from '../../../src/worker/adapter.js';
import { ConnectionPool } from './connection-pool.js';
import { isMcpServer } from './mcp-server.js';
import { createServerKind } from './server-kind.js';

/**
 * Lets a worker list and call the tools of durable MCP servers. Connections are shared by the calls of a worker process, stay open while one is
 * made, and are closed when its last worker has ended.
 *
 * @example
 * ```ts
 * new OncewardPlugin({ modules: [servers, models], adapters: [mcp(), myFramework()] });
 * ```
 */
export function mcp(): Adapter {
  const pool = new ConnectionPool();
  let workers = 0;
  return {
    name: 'mcp',
    kinds: { 'mcp/server': createServerKind(pool) },
    recognize: (target) => (isMcpServer(target) ? 'mcp/server' : undefined),
    open() {
      workers += 1;
      return async () => {
        workers -= 1;
        if (workers === 0) await pool.close();
      };
    },
  };
}
