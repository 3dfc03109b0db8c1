import type { OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js';
import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import { checkOptions } from '../../../src/shared/options/check-options.js';
import { durationMs, type Duration } from '../../../src/shared/options/duration.js';

/** What happens with a call of a tool that takes something else by now than when the run listed it. */
export type ChangedToolPolicy = 'refuse' | 'ask' | 'allow';

/** Where a server is and how it is used. Headers, environment and arguments stay in the worker: none of them reaches history or a log. */
export interface McpServerOptions {
  /** Of a server that is reached over HTTP: streamable HTTP, and SSE where the server knows only that. */
  readonly url?: string | URL;
  /** For each request to `url`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends the requests to `url`: for a proxy, a token that expires, limits of time of your own. @default the global `fetch` */
  readonly fetch?: FetchLike;
  /** OAuth, as the official client has it. Somebody must have authorized before: a worker opens no browser. */
  readonly authProvider?: OAuthClientProvider;
  /** The program of a server that runs beside the worker and speaks over stdin and stdout. */
  readonly command?: string;
  readonly args?: readonly string[];
  /** Its environment, beside HOME, LOGNAME, PATH, SHELL, TERM and USER: nothing else of the worker's is passed on. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Where what the program writes to stderr goes. @default 'inherit': to the worker's own */
  readonly stderr?: 'inherit' | 'ignore';
  /** The tools to offer, as the server names them. @default all */
  readonly tools?: readonly string[];
  /**
   * What happens with a call of a tool whose input schema is another than when the run listed it: it fails, typed; a person is asked; or it
   * is made. @default 'refuse'
   */
  readonly onChangedTool?: ChangedToolPolicy;
  /** Whether calls share a connection. With `false` each opens its own and closes it. @default true */
  readonly pool?: boolean;
  /** How long a shared connection without a call stays open. @default '5m' */
  readonly idleTimeout?: Duration;
}

const HTTP_NAMES = ['url', 'headers', 'fetch', 'authProvider'] as const;
const STDIO_NAMES = ['command', 'args', 'env', 'cwd', 'stderr'] as const;
const OPTION_NAMES = [
  ...HTTP_NAMES,
  ...STDIO_NAMES,
  'tools',
  'onChangedTool',
  'pool',
  'idleTimeout',
] as const satisfies readonly (keyof McpServerOptions)[];
const POLICIES: readonly unknown[] = ['refuse', 'ask', 'allow'] satisfies readonly ChangedToolPolicy[];
const WHERE = 'mcpServer()';

/** As Temporal's own adapters have it. */
const DEFAULT_IDLE_MS = 5 * 60_000;

/** The options of a server, checked. */
export interface CheckedServer extends McpServerOptions {
  readonly onChangedTool: ChangedToolPolicy;
  readonly pool: boolean;
  readonly idleMs: number;
}

/** @throws UnknownOption, InvalidOption; the values of headers, environment and arguments are in no message */
export function checkServerOptions(options: McpServerOptions): CheckedServer {
  checkOptions(WHERE, options, OPTION_NAMES);
  checkPlace(options);
  const { onChangedTool = 'refuse', pool = true, idleTimeout, tools } = options;
  if (!POLICIES.includes(onChangedTool)) refuse('onChangedTool', `is ${JSON.stringify(onChangedTool)}`, "Give 'refuse', 'ask' or 'allow'.");
  if (typeof pool !== 'boolean') refuse('pool', `is ${JSON.stringify(pool)}`, 'Give true or false.');
  if (tools !== undefined && (!Array.isArray(tools) || tools.length === 0)) {
    refuse('tools', 'names no tool', 'Give a list of their names, or leave it out for all.');
  }
  return {
    ...options,
    onChangedTool,
    pool,
    idleMs: idleTimeout === undefined ? DEFAULT_IDLE_MS : durationMs(idleTimeout, WHERE, 'idleTimeout'),
  };
}

function checkPlace(options: McpServerOptions): void {
  const { url, command } = options;
  if ((url === undefined) === (command === undefined)) {
    const problem = url === undefined ? 'is missing, and so is `command`' : 'stands beside `command`';
    refuse('url', problem, 'Give `url` for a server over HTTP, or `command` for a program beside the worker.');
  }
  const others = url === undefined ? HTTP_NAMES : STDIO_NAMES;
  const stray = others.find((name) => options[name] !== undefined);
  if (stray !== undefined)
    refuse(stray, `stands beside \`${url === undefined ? 'command' : 'url'}\``, 'It means nothing there: leave it out.');
  if (url !== undefined && !/^https?:/.test(String(url)))
    refuse('url', 'is no http or https address', 'Write it whole: https://example.com/mcp.');
  if (command === '') refuse('command', 'is empty', 'Name the program, and what it is started with in `args`.');
}

function refuse(option: keyof McpServerOptions, problem: string, hint: string): never {
  throw new InvalidOption({ where: WHERE, option, problem, hint });
}
