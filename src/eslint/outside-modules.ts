import { builtinModules } from 'node:module';
import { IN_A_DURABLE_MODULE } from '../shared/outside/durable-way.js';

/** Why workflow code cannot have a module, and what it does instead, as sentences. */
export interface OutsideModule {
  readonly problem: string;
  readonly instead: string;
}

/** Node's modules that Temporal's bundler lets through. */
const ALLOWED_BUILTINS = ['assert', 'url', 'util'];

/** What workflow code has of its own in place of some of Node's. */
const INSTEAD_OF_BUILTINS: Readonly<Record<string, string>> = {
  async_hooks: 'Give what a call needs as an argument.',
  buffer: 'Use Uint8Array, TextEncoder and TextDecoder, and atob and btoa for base64.',
  crypto: 'Random ids come from crypto.randomUUID() without an import, the same on each replay; hashes belong into a durable function.',
  process: 'Take a setting as an argument of the run, or from a durable function that reads it.',
  timers: 'Write await sleep(…) of @temporalio/workflow: it is a timer that outlives the worker.',
};

const SIDES = [
  /^@temporalio\/(?:activity|client|worker|testing|core-bridge|envconfig|lambda-worker)(?:\/|$)/,
  /^onceward\/(?:client|eslint|testing|worker|stores\/.+|[^/]+\/(?:client|worker))$/,
];

const DATABASES = packages(`
  @clickhouse/client @elastic/elasticsearch @libsql/client @mikro-orm/core @neondatabase/serverless @opensearch-project/opensearch
  @planetscale/database @prisma/client @redis/client @supabase/supabase-js better-sqlite3 cassandra-driver drizzle-orm ioredis knex kysely
  mariadb mongodb mongoose mssql mysql mysql2 neo4j-driver oracledb pg pg-promise postgres redis sequelize sqlite3 typeorm
`);
const SERVICES = packages(`
  @octokit/core @octokit/rest @sendgrid/mail @slack/web-api amqplib aws-sdk axios got kafkajs ky node-fetch nodemailer octokit ofetch
  stripe superagent twilio undici ws
`);
const SERVICE_SCOPES = ['@aws-sdk/', '@azure/', '@google-cloud/', '@smithy/'];
const LOGGERS = packages('bunyan log4js pino winston');
const ENVIRONMENTS = packages('convict dotenv dotenv-flow envalid');
const FILES = packages('chokidar execa fs-extra graceful-fs');

/** For a module that workflow code cannot have; undefined for any other. */
export function outsideModule(request: string): OutsideModule | undefined {
  const builtin = builtinOf(request);
  if (builtin !== undefined) return of('is a module of Node, and workflow code has no Node.', INSTEAD_OF_BUILTINS[builtin]);
  if (SIDES.some((side) => side.test(request))) return of('is for workers and clients, not for workflow code.');
  const name = packageOf(request);
  if (DATABASES.has(name)) return of('asks a database, which workflow code cannot.');
  if (SERVICES.has(name) || SERVICE_SCOPES.some((scope) => name.startsWith(scope)))
    return of('asks the network, which workflow code cannot.');
  if (FILES.has(name)) return of('works on files, and workflow code has none.');
  if (ENVIRONMENTS.has(name)) return of('reads the environment, and workflow code has none.', INSTEAD_OF_BUILTINS['process']);
  if (LOGGERS.has(name)) return of('writes its lines again on each replay.', 'Use `log` of @temporalio/workflow.');
  return undefined;
}

function of(problem: string, instead = `${IN_A_DURABLE_MODULE}.`): OutsideModule {
  return { problem, instead };
}

function packages(names: string): ReadonlySet<string> {
  return new Set(names.trim().split(/\s+/));
}

function builtinOf(request: string): string | undefined {
  const [name = ''] = request.replace(/^node:/, '').split('/');
  const isBuiltin = request.startsWith('node:') || builtinModules.includes(request) || builtinModules.includes(name);
  return isBuiltin && !ALLOWED_BUILTINS.includes(name) ? name : undefined;
}

function packageOf(request: string): string {
  return request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/');
}
