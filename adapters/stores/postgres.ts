/** The entry `onceward/stores/postgres`: what workers on several machines share, in a Postgres database. Node only. */
export { postgresJournal, type PostgresJournal, type PostgresJournalOptions } from './postgres/postgres-journal.js';
export { postgresLedger, type PostgresLedger, type PostgresLedgerOptions } from './postgres/postgres-ledger.js';
export type { PostgresClient, PostgresPool, PostgresQueryable } from './postgres/postgres-pool.js';
export type { TransactionOptions } from './postgres/ledger-transaction.js';
