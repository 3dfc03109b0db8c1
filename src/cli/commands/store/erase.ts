import { keyPrefixOf, payloadKeysIn, type BlobInfo } from 'onceward';
import type { OncewardRecords } from 'onceward/worker';
import { CommandFailed } from '../../grammar/command-failed.js';
import { defineCommand } from '../../grammar/define-command.js';
import { UsageError } from '../../grammar/usage-error.js';
import { toOneLine } from '../../output/one-line.js';
import { PLUGIN_OPTION } from '../../plugin/find-plugin.js';
import { withServer } from '../../server/connect-to-server.js';
import { assertReadable } from '../../store/assert-readable.js';
import { deleteObjects } from '../../store/delete-objects.js';
import { countOf, listOf, toInfo } from '../../store/describe-objects.js';
import { findRows, forgetRows, type Rows } from '../../store/find-rows.js';
import { loadRecords } from '../../store/load-records.js';
import { readObjectGraph, type FoundObject, type ObjectGraph } from '../../store/object-graph.js';
import { planErasure } from '../../store/plan-erasure.js';
import { namesOf, NAMESPACES_OPTION, readRuns, type KnownRun, type KnownRuns } from '../../store/read-runs.js';

interface Erasure {
  /** What is erased, for the text. */
  readonly whose: string;
  readonly objects: readonly FoundObject[];
  /** Also in use by others, so they stay. */
  readonly shared: readonly FoundObject[];
  readonly rows: Rows;
}

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
    'Deletes objects of the store, of former stores too, and rows of journal and ledger: a write under a key that names what is written is then',
    'made again when it comes again. The histories are Temporal’s: delete them afterwards with `temporal workflow delete`, as the history says',
    'which objects are the run’s. Exits 1 when something had to stay. What is encrypted is read with the keys of the plugin.',
  ].join('\n'),
  async run({ options }) {
    const { run, tenant } = options;
    if ((run === undefined) === (tenant === undefined)) throw new UsageError('onceward store erase needs one of --run and --tenant.');
    const records = await loadRecords(options.plugin);
    const known = await withServer((server) => readRuns(server, options.namespaces, records.payloads));
    const erasure = run === undefined ? await ofTenant(records, known, tenant ?? '') : await ofRun(records, known, run);
    const stays = options.shared ? [] : erasure.shared;
    const objects = options.shared ? [...erasure.objects, ...erasure.shared] : erasure.objects;
    if (options.delete) {
      // Rows first: should it break off, the history still leads to the objects, and it can be done again.
      await forgetRows(erasure.rows);
      await deleteObjects(objects);
    }
    const data = { dryRun: !options.delete, objects: objects.map(toInfo), shared: stays.map(toInfo), rows: erasure.rows.count };
    return { ok: stays.length === 0, data, text: describe({ ...erasure, objects, shared: stays }, options.delete) };
  },
});

/** Objects of a tenant have its prefix; payloads that were too large for history have none, and are found as those of its runs. */
async function ofTenant(records: OncewardRecords, known: KnownRuns, tenant: string): Promise<Erasure> {
  const own = known.runs.filter(({ findings }) => findings.tenant === tenant);
  assertClosed(own);
  const { objects, foreign, temporary } = await readReadable(records, known);
  const workflowIds = new Set(own.map(({ workflowId }) => workflowId));
  const rows = await findRows([records.journal, records.ledger], (row) =>
    row.tenant === undefined ? row.workflowId !== undefined && workflowIds.has(row.workflowId) : row.tenant === tenant,
  );
  const others = known.runs.filter((run) => !own.includes(run));
  const plan = planErasure(objects, { ofRuns: namesOf({ runs: own }), ofOthers: namesOf({ ...known, runs: others }) });
  const prefix = keyPrefixOf(tenant);
  const below = [...objects, ...foreign, ...temporary].filter(({ key }) => key.startsWith(prefix));
  return {
    whose: `the tenant '${toOneLine(tenant)}'`,
    objects: [...below, ...plan.own.filter(isPayload)],
    shared: plan.shared.filter(isPayload),
    rows,
  };
}

async function ofRun(records: OncewardRecords, known: KnownRuns, workflowId: string): Promise<Erasure> {
  const family = familyOf(known.runs, workflowId);
  const own = known.runs.filter((run) => family.has(run.workflowId));
  if (own.length === 0) throw new CommandFailed(`Temporal knows no run '${toOneLine(workflowId)}', so what belongs to it cannot be told.`);
  assertClosed(own);
  const { objects } = await readReadable(records, known);
  // What is below the prefix of another tenant only its own runs can read.
  const tenants = new Set(own.map(({ findings }) => findings.tenant));
  const others = known.runs.filter((run) => !family.has(run.workflowId) && tenants.has(run.findings.tenant));
  const rows = await findRows([records.journal, records.ledger], (row) => {
    if (row.workflowId !== undefined && family.has(row.workflowId)) return true;
    return row.workflowId === undefined || tenants.has(row.tenant) ? false : undefined;
  });
  const plan = planErasure(objects, {
    ofRuns: [...namesOf({ runs: own }), ...rows.names],
    ofOthers: [...namesOf({ ...known, runs: others }), ...rows.namesOfOthers],
  });
  const prefixes = [...tenants].map(keyPrefixOf);
  const isTheirs = (object: BlobInfo): boolean => isPayload(object) || prefixes.some((prefix) => isOfTenant(object.key, prefix));
  return {
    whose: `the run '${toOneLine(workflowId)}'${family.size > 1 ? ` and its ${family.size - 1} children` : ''}`,
    objects: plan.own.filter(isTheirs),
    shared: plan.shared.filter(isTheirs),
    rows,
  };
}

async function readReadable(records: OncewardRecords, known: KnownRuns): Promise<ObjectGraph> {
  const graph = await readObjectGraph(records);
  assertReadable(known, graph);
  return graph;
}

function isPayload({ key }: BlobInfo): boolean {
  return payloadKeysIn(key).length > 0;
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
