import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** How long a server may take to hear that its session is over. */
const GOODBYE_MS = 2_000;

/** Ends a client's session and closes its connection; a program beside the worker is ended. A server that is gone already is no failure. */
export async function closeQuietly(client: Client): Promise<void> {
  const transport = client.transport as Partial<StreamableHTTPClientTransport> | undefined;
  const goodbye = transport?.terminateSession?.().catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GOODBYE_MS);
  });
  if (goodbye !== undefined) await Promise.race([goodbye, patience]);
  clearTimeout(timer);
  await client.close().catch(() => undefined);
}
