/** The entry `onceward/mcp/worker`: servers of the Model Context Protocol on the worker's side. Node only. */
export { mcp } from './worker/mcp.js';
export { mcpServer, type McpServer } from './worker/mcp-server.js';
export type { ChangedToolPolicy, McpServerOptions } from './worker/server-options.js';
