import type { Toolbox } from '../../../src/shared/durable/toolbox.js';
import { checkServerOptions, type CheckedServer, type McpServerOptions } from './server-options.js';

const SERVER = Symbol.for('onceward.mcp.server');

/** A server of tools, described. Nothing is opened before a worker lists or calls its tools. */
export interface McpServer extends Toolbox {
  /** @internal */
  readonly [SERVER]: CheckedServer;
}

/**
 * Describes an MCP server, over HTTP or as a program beside the worker. Made durable, `mcpTools` of your framework's adapter gives its tools
 * in workflow code.
 *
 * @throws UnknownOption, InvalidOption
 * @example
 * ```ts
 * const durable = durableModule(import.meta.url);
 * export const files = durable(mcpServer({ command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', '/data'] }));
 * export const github = durable.lazy('mcp/server', () =>
 *   mcpServer({ url: 'https://api.githubcopilot.com/mcp/', headers: { authorization: `Bearer ${process.env.GITHUB_TOKEN}` } }),
 * );
 * ```
 */
export function mcpServer(options: McpServerOptions): McpServer {
  const server: McpServer = { toolbox: true, [SERVER]: checkServerOptions(options) };
  // Printed, or put into a log, it shows nothing of where it is and how it is reached.
  return Object.defineProperty(server, SERVER, { enumerable: false });
}

/** Whether something is a server that `mcpServer` described. */
export function isMcpServer(target: object): target is McpServer {
  return SERVER in target;
}

/** The options that a server was described with. */
export function optionsOf(server: McpServer): CheckedServer {
  return server[SERVER];
}
