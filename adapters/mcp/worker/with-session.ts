import { readNumber, readString } from '../../../src/shared/failures/read-property.js';
import type { Connection } from './connection.js';
import type { Lease } from './connection-pool.js';

/** One use of a connection. */
export interface Use<Result> {
  /** Opens the connection, and does what comes before the use that counts. */
  readonly acquire: () => Promise<Lease>;
  readonly use: (connection: Connection) => Promise<Result>;
}

/**
 * Does something over a connection to a server. Where the server has forgotten the session of a shared one, as after a restart, it did nothing,
 * and the same is done once more over a new one.
 */
export async function withSession<Result>({ acquire, use }: Use<Result>): Promise<Result> {
  for (let isFirst = true; ; isFirst = false) {
    const lease = await acquire();
    try {
      return await use(lease.connection);
    } catch (error) {
      if (!isFirst || !isForgotten(error)) throw error;
      lease.discard();
    } finally {
      await lease.release();
    }
  }
}

/** The protocol says 404; servers made after the official examples say 400, and what they miss. */
function isForgotten(error: unknown): boolean {
  const status = readNumber(error, 'code');
  return status === 404 || (status === 400 && /session/i.test(readString(error, 'message') ?? ''));
}
