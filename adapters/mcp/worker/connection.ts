import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  CallToolResultSchema,
  ErrorCode,
  McpError,
  ResultSchema,
  ToolListChangedNotificationSchema,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';
import type { Json } from '../../../src/shared/contract/json.js';
import { closeQuietly } from './close-quietly.js';
import { openClient } from './open-client.js';
import type { CheckedServer } from './server-options.js';
import { withCall } from './watched-fetch.js';

/** The client's own limit of 60 s must not act: how long a call may take is for the step's timeouts to say. The longest a timer can take. */
const NO_TIMEOUT_MS = 2 ** 31 - 1;
/** For how long a server that does not tell of changes is believed to have the tools that it had. */
const FRESH_MS = 60_000;
/** Where a server finds the key of the step that calls its tool. Other people's servers look there, so it stays. */
export const KEY_IN_META = 'onceward/idempotency-key';

/** What is asked of a server. */
export interface ToolRequest {
  readonly name: string;
  readonly arguments: Record<string, unknown>;
  readonly idempotencyKey: string;
}

/** An open connection to a server, and what is known of its tools. Several calls may use it at once. */
export class Connection {
  readonly #client: Client;
  #known: { readonly tools: readonly Tool[]; readonly atMs: number } | undefined;

  private constructor(client: Client) {
    this.#client = client;
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
      this.#known = undefined;
    });
  }

  /** @param onClosed told when it is closed, from either side */
  static async open(server: CheckedServer, onClosed: () => void = () => undefined): Promise<Connection> {
    const client = await openClient(server);
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- the client has no other way
    client.onclose = onClosed;
    return new Connection(client);
  }

  get isOpen(): boolean {
    return this.#client.transport !== undefined;
  }

  /** As the server names itself. */
  get serverName(): string {
    return this.#client.getServerVersion()?.name ?? 'the server';
  }

  /** The tools that the server has, as it said just now or a short while ago. */
  async tools(signal: AbortSignal): Promise<readonly Tool[]> {
    const { atMs = 0, tools = [] } = this.#known ?? {};
    return performance.now() - atMs < FRESH_MS && this.#known !== undefined ? tools : this.listTools(signal);
  }

  /** Asks the server for its tools, all pages. */
  async listTools(signal: AbortSignal): Promise<readonly Tool[]> {
    const tools: Tool[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#whileCalling(signal, (own) =>
        this.#client.listTools(cursor === undefined ? {} : { cursor }, { signal: own, timeout: NO_TIMEOUT_MS }),
      );
      tools.push(...page.tools);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    this.#known = { tools, atMs: performance.now() };
    return tools;
  }

  /**
   * Calls a tool, and hands on what it gives as the server wrote it. Whether that fits the tool's output schema is not looked at: the call has
   * been made, and could not be taken back.
   */
  callTool({ name, arguments: input, idempotencyKey }: ToolRequest, signal: AbortSignal): Promise<Json> {
    const params = { name, arguments: input, _meta: { [KEY_IN_META]: idempotencyKey } };
    return this.#whileCalling(signal, async (own) => {
      const result = await this.#client.request({ method: 'tools/call', params }, ResultSchema, { signal: own, timeout: NO_TIMEOUT_MS });
      // It gives an object of its own, with its members in another order.
      CallToolResultSchema.parse(result);
      return result as unknown as Json;
    });
  }

  async close(): Promise<void> {
    await closeQuietly(this.#client);
  }

  /**
   * Gives a request a signal of its own: the client listens to it for ever, and would tell the server of a cancellation when the request is
   * long answered.
   */
  async #whileCalling<Result>(signal: AbortSignal, send: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    signal.throwIfAborted();
    const cut = new McpError(ErrorCode.ConnectionClosed, 'The stream of the answer ended without the answer');
    return withCall(cut, signal, async (own) => {
      try {
        return await send(own);
      } catch (error) {
        // The client takes every abort for a timeout.
        throw own.aborted ? own.reason : error;
      }
    });
  }
}
