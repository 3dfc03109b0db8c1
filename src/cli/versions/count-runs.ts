import { CommandFailed } from '../grammar/command-failed.js';
import { toOneLine } from '../output/one-line.js';
import type { Server } from '../server/connect-to-server.js';

/** gRPC's INVALID_ARGUMENT and UNIMPLEMENTED. */
const UNQUERYABLE = [3, 12];

/**
 * How many runs a query of Temporal's finds.
 *
 * @throws CommandFailed when the server has no visibility that could tell
 */
export async function countRuns({ client, address, namespace }: Server, query: string): Promise<number> {
  const { count } = await client.workflowService.countWorkflowExecutions({ namespace, query }).catch((error: unknown) => {
    const { code, message } = error as { code?: unknown; message?: unknown };
    if (!UNQUERYABLE.includes(Number(code))) throw error;
    const fix = 'Counting needs a server with visibility by search attributes: Temporal 1.20 or newer, or Temporal Cloud.';
    throw new CommandFailed(`The server at ${address} cannot count runs by search attributes: ${toOneLine(String(message))}`, fix);
  });
  return Number(count);
}
