import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import type { Json } from '../../../src/shared/contract/json.js';
import type { ToolList } from '../../../src/shared/contract/toolbox.js';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import { nearestName } from '../../../src/shared/options/nearest-name.js';
import type { StepCall } from '../../../src/worker/adapter.js';
import type { ConnectionPool } from './connection-pool.js';
import { toListedTool } from './listed-tool.js';
import type { CheckedServer } from './server-options.js';
import { withSession } from './with-session.js';

/**
 * Asks a server for its tools.
 *
 * @throws InvalidOption when `tools` names one that it does not have
 */
export async function listTools(pool: ConnectionPool, server: CheckedServer, { context: { signal } }: StepCall): Promise<Json> {
  const offered = await withSession({
    acquire: () => pool.acquire(server, signal),
    use: (connection) => connection.listTools(signal),
  });
  const chosen = server.tools === undefined ? offered : server.tools.map((name) => toolNamed(name, offered));
  // Of two tools of one name a server can call one only.
  const distinct = new Map(chosen.map((tool) => [tool.name, tool]));
  const list: ToolList = { v: 1, tools: [...distinct.values()].map(toListedTool) };
  return JSON.parse(JSON.stringify(list)) as Json;
}

function toolNamed(name: string, offered: readonly Tool[]): Tool {
  const tool = offered.find((one) => one.name === name);
  if (tool !== undefined) return tool;
  const names = offered.map((one) => one.name);
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? `It has ${names.join(', ')}.` : `Did you mean '${nearest}'?`;
  throw new InvalidOption({ where: 'mcpServer()', option: 'tools', problem: `names '${name}', which the server does not have`, hint });
}
