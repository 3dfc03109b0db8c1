import { formatDuration } from '../../../src/shared/options/format-duration.js';
import { withConnection, type PostgresClient, type PostgresPool, type PostgresQueryable } from './postgres-pool.js';

/** A statement, or the wish for a connection, to which nothing came back. Whether a statement was carried out is not known. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly code = 'ETIMEDOUT';

  constructor(afterMs: number) {
    super(`the database gave no answer within ${formatDuration(afterMs)}`);
  }
}

/** Runs statements that fail when no answer comes in time. The connection is of no use then. */
export function answersInTime(client: PostgresQueryable, timeoutMs: number): PostgresQueryable {
  return { query: (text, values) => inTime(client.query(text, values), timeoutMs) };
}

/**
 * A pool that does not wait for ever: a network that lets bytes vanish, or a machine that is gone, breaks no connection. The connections
 * that it gives out wait as long as whoever took them likes.
 */
export function poolInTime(pool: PostgresPool, timeoutMs: number): PostgresPool {
  const connect = async (): Promise<PostgresClient> => {
    const connecting = pool.connect();
    return inTime(connecting, timeoutMs).catch((error: unknown) => {
      // One that comes too late goes back.
      connecting.then(
        (client) => client.release(),
        () => undefined,
      );
      throw error;
    });
  };
  return {
    connect,
    async query(text, values) {
      const client = await connect();
      return withConnection(client, async (isWell) => {
        const result = await inTime(client.query(text, values), timeoutMs);
        isWell();
        return result;
      });
    },
  };
}

async function inTime<Value>(answer: Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
