import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import { Connection } from './connection.js';
import { poolKeyOf } from './pool-key.js';
import { untilAborted } from './until-aborted.js';
import type { CheckedServer } from './server-options.js';

/** A connection that is held for a call. */
export interface Lease {
  readonly connection: Connection;
  /** Gives it back. Whoever has it must do that once, whatever became of the call. */
  readonly release: () => Promise<void>;
  /** Lets no further call have it. */
  readonly discard: () => void;
}

interface Pooled {
  readonly opening: Promise<Connection>;
  inFlight: number;
  /** Runs only while no call holds it. */
  idle?: NodeJS.Timeout | undefined;
}

/**
 * One connection for each server of a process, opened by the first call, shared by those beside it, and closed when none has needed it for a while.
 * The clock of idleness runs only while no call holds it, so that no call is ever cut off. One that is closed from the other side is
 * opened anew by the next call.
 */
export class ConnectionPool {
  readonly #pooled = new Map<unknown, Pooled>();

  /** @throws whatever opening a connection throws, and then the next call tries again; the signal's reason, and then others still get it */
  async acquire(server: CheckedServer, signal: AbortSignal): Promise<Lease> {
    if (!server.pool) return ownLease(server, signal);
    const key = poolKeyOf(server);
    const pooled = this.#take(key, server);
    let isHeld = true;
    const release = async (): Promise<void> => {
      if (!isHeld) return;
      isHeld = false;
      await this.#giveBack(key, pooled, server.idleMs);
    };
    try {
      const connection = await untilAborted(pooled.opening, signal);
      if (!connection.isOpen) throw new McpError(ErrorCode.ConnectionClosed, 'The connection was closed as soon as it was open');
      return { connection, release, discard: () => this.#forget(key, pooled) };
    } catch (error) {
      if (!signal.aborted) this.#forget(key, pooled);
      await release();
      throw error;
    }
  }

  /** Closes all connections, for the end of the process's last worker. */
  async close(): Promise<void> {
    const all = [...this.#pooled.values()];
    this.#pooled.clear();
    await Promise.all(all.map(closeOf));
  }

  #take(key: unknown, server: CheckedServer): Pooled {
    const known = this.#pooled.get(key);
    if (known !== undefined) {
      known.inFlight += 1;
      clearTimeout(known.idle);
      return known;
    }
    const opening = Connection.open(server, () => this.#forget(key, pooled));
    const pooled: Pooled = { opening, inFlight: 1 };
    this.#pooled.set(key, pooled);
    return pooled;
  }

  async #giveBack(key: unknown, pooled: Pooled, idleMs: number): Promise<void> {
    pooled.inFlight -= 1;
    if (pooled.inFlight > 0) return;
    // Forgotten while calls held it: the last one closes it.
    if (this.#pooled.get(key) !== pooled) return closeOf(pooled);
    pooled.idle = setTimeout(() => {
      this.#forget(key, pooled);
      void closeOf(pooled);
    }, idleMs);
    pooled.idle.unref();
  }

  #forget(key: unknown, pooled: Pooled): void {
    clearTimeout(pooled.idle);
    if (this.#pooled.get(key) === pooled) this.#pooled.delete(key);
  }
}

async function ownLease(server: CheckedServer, signal: AbortSignal): Promise<Lease> {
  const opening = Connection.open(server);
  try {
    const connection = await untilAborted(opening, signal);
    return { connection, release: () => connection.close(), discard: () => undefined };
  } catch (error) {
    void opening.then((connection) => connection.close()).catch(() => undefined);
    throw error;
  }
}

async function closeOf({ opening, idle }: Pooled): Promise<void> {
  clearTimeout(idle);
  const connection = await opening.catch(() => undefined);
  await connection?.close();
}
