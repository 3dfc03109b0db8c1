import { isTemporaryKey, keyPrefixOf, type BlobInfo } from 'onceward';
import type { OncewardRecords } from 'onceward/worker';
import { CommandFailed } from '../../grammar/command-failed.js';
import { defineCommand } from '../../grammar/define-command.js';
import { UsageError } from '../../grammar/usage-error.js';
import { toOneLine } from '../../output/one-line.js';
import { withServer } from '../../server/connect-to-server.js';
import { assertReadable } from '../../store/assert-readable.js';
import { countOf, listOf } from '../../store/describe-objects.js';
import { findRows, forgetRows, type Rows } from '../../store/find-rows.js';
import { forEachAtOnce } from '../../store/for-each-at-once.js';
import { loadRecords, PLUGIN_OPTION } from '../../store/load-records.js';
import { PAYLOADS_PREFIX, readObjectGraph } from '../../store/object-graph.js';
import { planErasure } from '../../store/plan-erasure.js';
import { NAMESPACES_OPTION, readRuns, type KnownRun, type KnownRuns } from '../../store/read-runs.js';

interface Erasure {
  /** What is erased, for the text. */
  readonly whose: string;
  readonly objects: readonly BlobInfo[];
  /** Also in use by others, so they stay. */
  readonly shared: readonly BlobInfo[];
  readonly rows: Rows;
}

const DELETES_AT_ONCE = 16;

export const erase = defineCommand({
  path: ['store', 'erase'],
  summary: 'Deletes all that is kept of a run, or of a tenant; without --delete it only says what that would be',
  options: {
    ...PLUGIN_OPTION,
    ...NAMESPACES_OPTION,
    run: { type: 'string', value: 'workflow-id', summary: 'Of this run and its children. It has to be closed' },
    tenant: { type: 'string', value: 'name', summary: 'Of this tenant. None of its runs may be under way' },
    shared: { type: 'boolean', summary: 'With --run: delete as well what other runs use; they will fail when they read it' },
    delete: { type: 'boolean', summary: 'Delete. It cannot be undone' },
  },
  details: [
    'Deletes objects of the store and rows of the journal. The histories are Temporal’s: delete them afterwards with `temporal workflow delete`,',
    'as the history says which objects are the run’s. Exits 1 when something had to stay.',
  ].join('\n'),
  async run({ options }) {
    const { run, tenant } = options;
    if ((run === undefined) === (tenant === undefined)) throw new UsageError('onceward store erase needs one of --run and --tenant.');
    const records = await loadRecords(options.plugin);
    const known = await withServer((server) => readRuns(server, options.namespaces));
    const erasure = run === undefined ? await ofTenant(records, known, tenant ?? '') : await ofRun(records, known, run);
    const stays = options.shared ? [] : erasure.shared;
    const objects = options.shared ? [...erasure.objects, ...erasure.shared] : erasure.objects;
    if (options.delete) {
      // Rows first: should it break off, the history still leads to the objects, and it can be done again.
      await forgetRows(erasure.rows);
      await forEachAtOnce(objects, DELETES_AT_ONCE, ({ key }) => records.store.delete(key));
    }
    const data = { dryRun: !options.delete, objects, shared: stays, rows: erasure.rows.count };
    return { ok: stays.length === 0, data, text: describe({ ...erasure, objects, shared: stays }, options.delete) };
  },
});

/** Objects of a tenant have its prefix; payloads that were too large for history have none, and are found as those of its runs. */
async function ofTenant({ store, rows }: OncewardRecords, known: KnownRuns, tenant: string): Promise<Erasure> {
  const own = known.runs.filter(({ findings }) => findings.tenant === tenant);
  assertClosed(own);
  const objects: BlobInfo[] = [];
  for await (const object of store.list(keyPrefixOf(tenant))) objects.push(object);
  const payloads = await readObjectGraph(store, isTemporaryKey, PAYLOADS_PREFIX);
  const plan = planErasure(payloads.objects, hashesOf(own), hashesOf(known.runs.filter((run) => !own.includes(run))));
  const found = await findRows(rows, (row) => row.tenant === tenant);
  return { whose: `the tenant '${toOneLine(tenant)}'`, objects: [...objects, ...plan.own], shared: plan.shared, rows: found };
}

async function ofRun({ store, rows }: OncewardRecords, known: KnownRuns, workflowId: string): Promise<Erasure> {
  const family = familyOf(known.runs, workflowId);
  const own = known.runs.filter((run) => family.has(run.workflowId));
  if (own.length === 0) throw new CommandFailed(`Temporal knows no run '${toOneLine(workflowId)}', so what belongs to it cannot be told.`);
  assertClosed(own);
  const graph = await readObjectGraph(store, isTemporaryKey);
  assertReadable(known, graph);
  const others = hashesOf(known.runs.filter((run) => !family.has(run.workflowId)));
  const plan = planErasure(graph.objects, hashesOf(own), [...others, ...known.schedules.map(({ hashes }) => hashes)]);
  const prefixes = [...new Set(own.map(({ findings }) => keyPrefixOf(findings.tenant)))];
  const isTheirs = ({ key }: BlobInfo): boolean => key.startsWith(PAYLOADS_PREFIX) || prefixes.some((prefix) => isOfTenant(key, prefix));
  const found = await findRows(rows, (row) => row.workflowId !== undefined && family.has(row.workflowId));
  return {
    whose: `the run '${toOneLine(workflowId)}'${family.size > 1 ? ` and its ${family.size - 1} children` : ''}`,
    objects: plan.own.filter(isTheirs),
    shared: plan.shared.filter(isTheirs),
    rows: found,
  };
}

function hashesOf(runs: readonly KnownRun[]): readonly ReadonlySet<string>[] {
  return runs.map(({ findings }) => findings.hashes);
}

/** The artifacts of no tenant are those that are not of one. */
function isOfTenant(key: string, prefix: string): boolean {
  return prefix === '' ? !key.startsWith('t/') : key.startsWith(prefix);
}

/** The run, its children, and theirs. */
function familyOf(runs: readonly KnownRun[], workflowId: string): ReadonlySet<string> {
  const family = new Set<string>();
  const open = [workflowId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (family.has(id)) continue;
    family.add(id);
    for (const run of runs) if (run.workflowId === id) open.push(...run.findings.children);
  }
  return family;
}

function assertClosed(runs: readonly KnownRun[]): void {
  const open = runs.filter(({ isOpen }) => isOpen).map(({ workflowId }) => `'${toOneLine(workflowId)}'`);
  if (open.length === 0) return;
  const fix = 'Wait for its end, or end it: `temporal workflow terminate --workflow-id <id>`. Nothing was deleted.';
  throw new CommandFailed(`Still under way: ${open.join(', ')}.`, fix);
}

function describe({ whose, objects, shared, rows }: Erasure, isDeleted: boolean): string {
  return [
    `${isDeleted ? 'Deleted' : 'Would be deleted'} of ${whose}: ${countOf(objects)}, and ${rows.count} recorded results.`,
    ...listOf(objects),
    ...(shared.length === 0 ? [] : [`Not deleted, because other runs use it: ${countOf(shared)}.`, ...listOf(shared)]),
    ...(isDeleted
      ? ['The history is still there: delete it with `temporal workflow delete`.']
      : ['Nothing was deleted. To delete this, run it again with --delete.']),
  ].join('\n');
}
