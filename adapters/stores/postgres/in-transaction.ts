import { answersInTime, NoAnswer } from './answers-in-time.js';
import { withConnection, type PostgresClient, type PostgresPool } from './postgres-pool.js';

/** Where a transaction runs, and how long its own statements wait for an answer. What `run` does waits as long as it likes. */
export interface TransactionPlace {
  readonly pool: PostgresPool;
  readonly timeoutMs: number;
}

/** Runs statements as one transaction on a connection of its own: all of them, or none when one fails. */
export async function inTransaction<Result>(
  { pool, timeoutMs }: TransactionPlace,
  run: (client: PostgresClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  const own = answersInTime(client, timeoutMs);
  return withConnection(client, async (isWell) => {
    await own.query('BEGIN');
    const result = await run(client).catch(async (error: unknown) => {
      // A connection that is closed rolls back, too.
      if (error instanceof NoAnswer) throw error;
      await own.query('ROLLBACK');
      isWell();
      throw error;
    });
    await own.query('COMMIT');
    isWell();
    return result;
  });
}
