import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What goes wrong on the way: bytes vanish, come late, one direction ends, or the connection is reset. */
export const TCP_FAULTS = ['drop', 'delay', 'half-close', 'reset'] as const;
export type TcpFault = (typeof TCP_FAULTS)[number];

/** Stands between a client and a server, and misbehaves when told. */
export interface FaultProxy {
  /** Of this machine: `127.0.0.1:<port>`. */
  readonly address: string;
  /** From now on, for connections that are open. New ones get no further than this proxy, or are as slow. */
  begin(fault: TcpFault): void;
  /** All is well again. Connections whose bytes vanished are reset, as nothing can mend them. */
  end(): void;
  close(): Promise<void>;
}

const DELAY_MS = 700;

/**
 * A TCP proxy in this process. Not toxiproxy: that cannot end one direction of a connection and keep the other, and would be one more
 * program to build.
 *
 * @param target `host:port`
 */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const { hostname: host, port } = new URL(`http://${target}`);
  const pairs = new Set<Pair>();
  let fault: TcpFault | undefined;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (fault === 'reset') client.resetAndDestroy();
    else if (fault === 'half-close') client.resume().end();
    else {
      const pair = connectPair(client, connect({ host, port: Number(port), allowHalfOpen: true }), () => fault);
      pairs.add(pair);
      pair.upstream.once('close', () => pairs.delete(pair));
    }
  });
  return {
    address: await listen(server),
    begin(next) {
      fault = next;
      for (const pair of pairs) {
        if (next === 'reset') reset(pair);
        if (next === 'half-close') pair.client.end();
      }
    },
    end() {
      fault = undefined;
      for (const pair of pairs) if (pair.hasLostBytes) reset(pair);
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const pair of pairs) reset(pair);
      await closed;
    },
  };
}

interface Pair {
  readonly client: Socket;
  readonly upstream: Socket;
  hasLostBytes: boolean;
}

function connectPair(client: Socket, upstream: Socket, fault: () => TcpFault | undefined): Pair {
  const pair: Pair = { client, upstream, hasLostBytes: false };
  forward(pair, { from: client, to: upstream }, fault);
  forward(pair, { from: upstream, to: client }, fault);
  client.once('close', () => upstream.destroy());
  upstream.once('close', () => client.destroy());
  return pair;
}

interface Direction {
  readonly from: Socket;
  readonly to: Socket;
}

function forward(pair: Pair, { from, to }: Direction, fault: () => TcpFault | undefined): void {
  // What comes later must not overtake what was delayed.
  let before = Promise.resolve();
  const afterDelay = (act: () => void): void => {
    const dueMs = Date.now() + (fault() === 'delay' ? DELAY_MS : 0);
    before = actAt(dueMs, before, () => (to.writable ? act() : undefined));
  };
  from.on('data', (bytes: Buffer) => {
    if (fault() === 'drop') pair.hasLostBytes = true;
    else afterDelay(() => to.write(bytes));
  });
  from.once('end', () => afterDelay(() => to.end()));
  // A socket that was reset says so; the other side learns it when this one closes.
  from.on('error', () => undefined);
}

async function actAt(dueMs: number, before: Promise<void>, act: () => void): Promise<void> {
  await before;
  if (dueMs > Date.now()) await sleep(dueMs - Date.now());
  act();
}

function reset({ client, upstream }: Pair): void {
  client.resetAndDestroy();
  upstream.resetAndDestroy();
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
