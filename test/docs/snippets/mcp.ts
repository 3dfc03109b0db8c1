/** What the snippets of docs/mcp.md take for granted. */
import type { LanguageModel } from 'ai';
import type { Durable } from 'onceward';
import type { McpServer } from 'onceward/mcp/worker';

export declare const model: LanguageModel;
export declare const github: McpServer;
export declare const files: McpServer;
export declare const durable: Durable;
export { mcpServer } from 'onceward/mcp/worker';
