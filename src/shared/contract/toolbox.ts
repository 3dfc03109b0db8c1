import type { Hash, Json } from './json.js';

/** A tool as its server describes it. It stands in history once a run. */
export interface ListedTool {
  readonly name: string;
  /** Of `inputSchema`: it goes with each call, and a tool that takes something else by then is not called unseen. */
  readonly schema: Hash;
  readonly inputSchema: Json;
  readonly title?: string;
  readonly description?: string;
  readonly annotations?: Json;
}

/** What `mcp.<id>.list` returns as its value. */
export interface ToolList {
  readonly v: 1;
  readonly tools: readonly ListedTool[];
}

/** The argument of `mcp.<id>.call`. */
export interface ToolboxCall {
  readonly v: 1;
  /** As the server names it. */
  readonly tool: string;
  /** The `schema` of the tool as it was listed, or as a person accepted it. */
  readonly schema: Hash;
  readonly arguments: Json;
}

/** What `mcp.<id>.call` returns as its value: the result as the protocol has it. */
export interface ToolboxResult {
  readonly content?: readonly ToolboxContent[];
  readonly structuredContent?: Json;
  readonly isError?: boolean;
  readonly _meta?: Json;
}

/** One block of a result: `text`, `image`, `audio`, `resource` or `resource_link`, and what belongs to it. */
export interface ToolboxContent {
  readonly type: string;
  readonly [member: string]: Json | undefined;
}
