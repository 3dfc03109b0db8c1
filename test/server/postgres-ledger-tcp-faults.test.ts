import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure } from '@temporalio/common';
import { Pool } from 'pg';
import { postgresLedger, type PostgresLedger } from 'onceward/stores/postgres';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import type { Json } from '../../src/shared/contract/json.ts';
import { startFaultProxy, TCP_FAULTS, type FaultProxy, type TcpFault } from '../support/fault-proxy.ts';
import { startPostgres, type PostgresServer } from '../support/postgres-server.ts';
import { runOnce, type OneAttempt } from '../support/run-once.ts';

/** Longer than the lease, so that another worker may ask meanwhile. */
const FAULT_MS = 1_000;
const LEASE_MS = 300;
let server: PostgresServer;
let pool: Pool;
let proxy: FaultProxy;
let schemas = 0;

beforeAll(async () => {
  server = await startPostgres();
  pool = new Pool({ connectionString: server.connectionString });
  await pool.query('CREATE TABLE bookings (id serial PRIMARY KEY, item text NOT NULL)');
});

afterAll(async () => {
  await pool.end();
  await server.stop();
});

beforeEach(async () => {
  schemas += 1;
  proxy = await startFaultProxy(`127.0.0.1:${server.port}`);
});

afterEach(() => proxy.close());

/** The ledger of a worker whose way to it leads through the proxy, or of one whose way is well. */
async function openLedger(way: 'proxy' | 'direct'): Promise<PostgresLedger> {
  const connectionString = way === 'direct' ? server.connectionString : server.connectionString.replace(/127\.0\.0\.1:\d+/, proxy.address);
  const ledger = postgresLedger({ connectionString, schema: `faults_${schemas}` });
  await ledger.migrate();
  return ledger;
}

/** Goes wrong now, and is well again after a while. */
function breakNetwork(fault: TcpFault): void {
  proxy.begin(fault);
  void sleep(FAULT_MS).then(() => proxy.end());
}

/** Tries again as Temporal does, until there is a result or an error that is not retried. */
async function untilDone(attempt: (number: number) => Promise<{ readonly value?: Json }>): Promise<Json | undefined> {
  for (let number = 1; ; number += 1) {
    try {
      return (await attempt(number)).value;
    } catch (error) {
      if (!(error instanceof ApplicationFailure) || error.nonRetryable === true || number === 40) throw error;
      await sleep(200);
    }
  }
}

describe('a write to a service that ignores keys, with `verify`', () => {
  const write = (ledger: PostgresLedger, rows: string[], more: Partial<OneAttempt>): ReturnType<typeof runOnce> =>
    runOnce({
      ledger,
      key: 'write',
      heartbeatTimeoutMs: LEASE_MS,
      perform: async () => {
        rows.push('row');
        return { row: rows.length };
      },
      options: {
        onUnknownOutcome: {
          verify: async () => (rows.length === 0 ? { happened: false } : { happened: true, value: { row: rows.length } }),
        },
      },
      ...more,
    });

  test.each(TCP_FAULTS)('%s before it: it is made once, when the ledger can be asked', async (fault) => {
    const [ledger, rows] = [await openLedger('proxy'), [] as string[]];
    breakNetwork(fault);
    expect(await untilDone((attempt) => write(ledger, rows, { attempt }))).toEqual({ row: 1 });
    expect(rows).toHaveLength(1);
    await ledger.close();
  });

  test.each(TCP_FAULTS)('%s after it, and before the ledger knows: it is not made again, by nobody', async (fault) => {
    const [ledger, other, rows] = [await openLedger('proxy'), await openLedger('direct'), [] as string[]];
    const first = untilDone((attempt) =>
      write(ledger, rows, {
        attempt,
        perform: async () => {
          rows.push('row');
          breakNetwork(fault);
          return { row: rows.length };
        },
      }),
    );
    await sleep(LEASE_MS);
    // As Temporal does when it hears nothing from the first worker for that long.
    expect(await untilDone((attempt) => write(other, rows, { attempt: attempt + 1 }))).toEqual({ row: 1 });
    expect(await first.catch((error: ApplicationFailure) => error.type)).toSatisfy((end) => end === 'LeaseLost' || end.row === 1);
    expect(rows).toHaveLength(1);
    await Promise.all([ledger.close(), other.close()]);
  });
});

describe("an effect in the ledger's transaction", () => {
  test.each(TCP_FAULTS.flatMap((fault) => (['before', 'in', 'after'] as const).map((moment) => [fault, moment] as const)))(
    '%s %s it: it is committed exactly once',
    async (fault, moment) => {
      const [ledger, item] = [await openLedger('proxy'), `${fault} ${moment}`];
      let breaks = 1;
      const breakAt = (now: typeof moment): void => {
        if (now === moment && breaks-- > 0) breakNetwork(fault);
      };
      const book = async (): Promise<Json> => {
        breakAt('before');
        const booked = await ledger.transaction(async (sql) => {
          const { rows } = await sql.query('INSERT INTO bookings (item) VALUES ($1) RETURNING id', [item]);
          breakAt('in');
          return { booking: Number(rows[0]?.['id']) };
        });
        breakAt('after');
        return booked;
      };
      const options = { onUnknownOutcome: 'retry' } as const;
      const value = await untilDone((attempt) =>
        runOnce({ ledger, key: item, heartbeatTimeoutMs: LEASE_MS, perform: book, options, attempt }),
      );
      const { rows } = await pool.query('SELECT id FROM bookings WHERE item = $1', [item]);
      expect(rows).toEqual([{ id: (value as { booking: number }).booking }]);
      await ledger.close();
    },
  );
});

describe('a database that says nothing, and goes on saying nothing', () => {
  const queryTimeout = '500ms';
  const proxied = (): string => server.connectionString.replace(/127\.0\.0\.1:\d+/, proxy.address);
  // With a pool of the user's, which waits for ever by itself, and with one of the ledger's.
  const open = {
    'its own pool': () => postgresLedger({ connectionString: proxied(), schema: `faults_${schemas}`, queryTimeout }),
    "the user's pool": () => {
      const own = new Pool({ connectionString: proxied() });
      own.on('error', () => undefined);
      return postgresLedger({ pool: own, schema: `faults_${schemas}`, queryTimeout });
    },
  } as const;

  describe.each(Object.entries(open))('with %s', (_, openOwn) => {
    test.each(['before its first use', 'when its connections are open'] as const)(
      '%s: a write is not made, its attempts are to be tried again and do not use the connections up; then it is made once',
      async (moment) => {
        const [ledger, rows] = [openOwn(), [] as string[]];
        if (moment === 'when its connections are open') await ledger.migrate();
        const write = (attempt: number): ReturnType<typeof runOnce> =>
          runOnce({ ledger, key: 'write', attempt, perform: async () => ({ row: rows.push('row') }) });
        proxy.begin('drop');
        // More than a pool has connections.
        const ends = await Promise.allSettled(Array.from({ length: 12 }, (_none, number) => write(number + 1)));
        for (const end of ends) expect(end).toMatchObject({ reason: { type: 'LedgerUnavailable', nonRetryable: false } });
        expect(rows).toEqual([]);
        proxy.end();
        expect(await untilDone(write)).toEqual({ row: 1 });
        await ledger.close();
      },
    );
  });

  test('a transaction that gets no answer when it begins is tried again, and committed once', async () => {
    const ledger = open['its own pool']();
    await ledger.migrate();
    let isCut = false;
    const book = (): Promise<Json> => {
      if (!isCut) proxy.begin('drop');
      isCut = true;
      return ledger.transaction(async (sql) => {
        const { rows } = await sql.query("INSERT INTO bookings (item) VALUES ('silent') RETURNING id");
        return { booking: Number(rows[0]?.['id']) };
      });
    };
    const attempt = (number: number): ReturnType<typeof runOnce> =>
      runOnce({ ledger, key: 'silent', perform: book, options: { onUnknownOutcome: 'retry' }, attempt: number });
    setTimeout(() => proxy.end(), FAULT_MS);
    const value = await untilDone(attempt);
    const { rows } = await pool.query("SELECT id FROM bookings WHERE item = 'silent'");
    expect(rows).toEqual([{ id: (value as { booking: number }).booking }]);
    await ledger.close();
  });
});
