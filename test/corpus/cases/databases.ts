import { again, final, through, type CorpusCase } from '../corpus-case.ts';
import type { Wire } from '../mock-server.ts';

const DOCS = 'PostgreSQL Appendix A error codes';
const state = (C: string, M: string, more: Record<string, string> = {}): Wire => ({ body: { C, M, ...more } });

export const DATABASE_CASES: readonly CorpusCase[] = [
  ...through(
    'postgres',
    ['pg'],
    [
      [
        state('40001', 'could not serialize access due to read/write dependencies among transactions'),
        again('conflict', 'serialization_failure', DOCS, { alsoAcceptable: ['server_error'] }),
      ],
      [state('40P01', 'deadlock detected'), again('conflict', 'deadlock_detected', DOCS, { alsoAcceptable: ['server_error'] })],
      [
        state('55P03', 'could not obtain lock on row in relation "docs"'),
        again('conflict', 'lock_not_available', DOCS, { alsoAcceptable: ['timeout', 'overloaded'] }),
      ],
      [state('57014', 'canceling statement due to statement timeout'), again('timeout', 'query_canceled', DOCS)],
      [
        state('57P01', 'terminating connection due to administrator command', { S: 'FATAL', V: 'FATAL' }),
        again('server_error', 'admin_shutdown', DOCS, { alsoAcceptable: ['network', 'overloaded'], outcomeUnknown: true }),
      ],
      [
        state('57P03', 'the database system is starting up', { S: 'FATAL', V: 'FATAL', at: 'connect' }),
        again('overloaded', 'cannot_connect_now', DOCS, { alsoAcceptable: ['network', 'server_error'] }),
      ],
      [
        state('53300', 'sorry, too many clients already', { S: 'FATAL', V: 'FATAL', at: 'connect' }),
        again('overloaded', 'too_many_connections', DOCS, { alsoAcceptable: ['rate_limit'] }),
      ],
      [
        state('53100', 'could not extend file: No space left on device'),
        again('overloaded', 'disk_full', DOCS, { alsoAcceptable: ['server_error'] }),
      ],
      [state('08006', 'connection failure'), again('network', 'connection_failure', DOCS, { outcomeUnknown: true })],
      [
        state('23505', 'duplicate key value violates unique constraint "docs_pkey"', { n: 'docs_pkey' }),
        final('conflict', 'unique_violation', DOCS, { disputed: 'may mean "already done"' }),
      ],
      [
        state('23503', 'insert or update on table "a" violates foreign key constraint "b"'),
        final('unprocessable', 'foreign_key_violation', DOCS, { alsoAcceptable: ['invalid_request', 'conflict'] }),
      ],
      [
        state('23502', 'null value in column "total" violates not-null constraint'),
        final('unprocessable', 'not_null_violation', DOCS, { alsoAcceptable: ['invalid_request', 'conflict'] }),
      ],
      [
        state('22P02', 'invalid input syntax for type integer: "abc"'),
        final('invalid_request', 'invalid_text_representation', DOCS, { alsoAcceptable: ['unprocessable'] }),
      ],
      [
        state('42P01', 'relation "nope" does not exist'),
        final('invalid_request', 'undefined_table', DOCS, { alsoAcceptable: ['not_found'] }),
      ],
      [state('42601', 'syntax error at or near "selct"'), final('invalid_request', 'syntax_error', DOCS)],
      [state('42501', 'permission denied for table docs'), final('permission', 'insufficient_privilege', DOCS)],
      [
        state('28P01', 'password authentication failed for user "u"', { S: 'FATAL', V: 'FATAL', at: 'connect' }),
        final('auth', 'invalid_password', DOCS),
      ],
      [
        state('3D000', 'database "d" does not exist', { S: 'FATAL', V: 'FATAL', at: 'connect' }),
        final('not_found', 'invalid_catalog_name', DOCS, { alsoAcceptable: ['invalid_request'] }),
      ],
      [{ body: {}, end: 'reset' }, again('network', 'the server went away', 'node-postgres', { outcomeUnknown: true })],
    ],
    'tool',
  ),
  ...through('postgres', ['pg:refused'], [[{}, again('network', 'refused', 'Node errors')]], 'tool'),
];
