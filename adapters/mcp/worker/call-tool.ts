import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import type { Json } from '../../../src/shared/contract/json.js';
import type { ToolboxCall } from '../../../src/shared/contract/toolbox.js';
import { InvalidDurable } from '../../../src/shared/errors/invalid-durable.js';
import { ToolChanged } from '../../../src/shared/errors/tool-changed.js';
import type { StepCall } from '../../../src/worker/adapter.js';
import type { Connection } from './connection.js';
import type { ConnectionPool } from './connection-pool.js';
import { schemaHash } from './listed-tool.js';
import type { CheckedServer } from './server-options.js';
import { withSession } from './with-session.js';

/**
 * Calls a tool of a server, unless it is another by now than the run was told.
 *
 * @throws ToolChanged; InvalidDurable for an argument of a version that this worker does not know
 */
export async function callTool(pool: ConnectionPool, server: CheckedServer, { input: [given], context, prepare }: StepCall): Promise<Json> {
  const { tool, schema, arguments: input } = readCall(given);
  const { signal, idempotencyKey } = context;
  return withSession({
    acquire: () => prepare(() => pool.acquire(server, signal)),
    use: async (connection) => {
      if (server.onChangedTool !== 'allow') await prepare(() => checkTool({ connection, server, tool, schema, signal }));
      return connection.callTool({ name: tool, arguments: { ...(input as object) }, idempotencyKey }, signal);
    },
  });
}

function readCall(given: Json | undefined): ToolboxCall {
  const call = given as Partial<ToolboxCall> | null | undefined;
  if (call?.v === 1 && typeof call.tool === 'string') return call as ToolboxCall;
  throw new InvalidDurable({
    what: 'An MCP server',
    problem: 'was called with something that is no call of a version this worker knows',
    hint: 'Call its tools as `mcpTools` gives them, and run the newest version of Onceward on every worker.',
  });
}

interface ToolCheck {
  readonly connection: Connection;
  readonly server: CheckedServer;
  readonly tool: string;
  /** What the run was told that it takes. */
  readonly schema: string;
  readonly signal: AbortSignal;
}

/** What was listed a while ago may be out of date, so nothing is refused by it. */
async function checkTool({ connection, server, tool: name, schema, signal }: ToolCheck): Promise<void> {
  const isSame = (tool: Tool | undefined): boolean => tool !== undefined && schemaHash(tool.inputSchema as Json) === schema;
  const toolIn = (tools: readonly Tool[]): Tool | undefined =>
    server.tools === undefined || server.tools.includes(name) ? tools.findLast((one) => one.name === name) : undefined;
  if (isSame(toolIn(await connection.tools(signal)))) return;
  const tool = toolIn(await connection.listTools(signal));
  if (tool === undefined) throw new ToolChanged({ tool: name, server: connection.serverName, change: 'gone' });
  if (isSame(tool)) return;
  throw new ToolChanged({
    tool: name,
    server: connection.serverName,
    change: 'changed',
    takes: Object.keys(tool.inputSchema.properties ?? {}),
    ...(server.onChangedTool === 'ask' && { askAbout: schemaHash(tool.inputSchema as Json) }),
  });
}
