import type { BlobStore } from 'onceward';
import { CommandFailed } from '../../grammar/command-failed.js';
import { defineCommand } from '../../grammar/define-command.js';
import { PLUGIN_OPTION } from '../../plugin/find-plugin.js';
import { withServer, type Server } from '../../server/connect-to-server.js';
import { assertReadable } from '../../store/assert-readable.js';
import { deleteUnused } from '../../store/delete-objects.js';
import { countOf, listOf, toInfo } from '../../store/describe-objects.js';
import { forgetRows, findRows, type Rows } from '../../store/find-rows.js';
import { loadRecords } from '../../store/load-records.js';
import { readObjectGraph, type FoundObject } from '../../store/object-graph.js';
import { planCollection, type CollectionPlan } from '../../store/plan-collection.js';
import { namesOf, NAMESPACES_OPTION, readRuns, type KnownRuns } from '../../store/read-runs.js';
import { toAge } from '../../store/to-age.js';

const DEFAULT_AGE = '7d';

export const gc = defineCommand({
  path: ['store', 'gc'],
  summary: 'Deletes what no run leads to any more; without --delete it only says what that would be',
  options: {
    ...PLUGIN_OPTION,
    ...NAMESPACES_OPTION,
    'older-than': { type: 'string', value: 'age', summary: `Leave what was written or used since (default ${DEFAULT_AGE}, at least 2d)` },
    delete: { type: 'boolean', summary: 'Delete. It cannot be undone' },
  },
  details: [
    'Kept is everything that a run leads to which Temporal still knows: one that is under way, or closed and within the retention of its',
    'namespace; what schedules will start runs with, and what the ledger refers to. Results in the journal are kept while their run is under way,',
    'and rows of the ledger for ever. What is encrypted is read with the keys of the plugin; if that fails, nothing is deleted.',
    'When several namespaces or servers share the store, it must be clear for all of them: name the namespaces, and give every server a',
    'prefix of its own. What you keep a reference to elsewhere, such as in a database, is not known here.',
  ].join('\n'),
  async run({ options }) {
    const records = await loadRecords(options.plugin);
    const cutoffMs = Date.now() - toAge(options['older-than'] ?? DEFAULT_AGE);
    // The store is read before the runs: what is written in between is not among the objects, and what was used again is noticed when deleting.
    const graph = await readObjectGraph(records);
    return withServer(async (server) => {
      const known = await readRuns(server, options.namespaces, records.payloads);
      assertReadable(known, graph);
      assertRightServer(known, server, graph.objects.length);
      // A write of the ledger is for ever: a key that names what is written may come again with any run.
      const isForgotten = isOver(known, cutoffMs);
      const rows = await findRows([records.journal, records.ledger], (row, table) => table === records.journal && isForgotten(row));
      const plan = withinStore(planCollection(graph, [...namesOf(known), ...rows.namesOfOthers], cutoffMs), records.store);
      const deleted = options.delete ? await deleteUnused(plan.garbage) : undefined;
      if (options.delete) await forgetRows(rows);
      return {
        ok: true,
        data: toData(plan, rows, deleted?.length),
        text: describe({ plan, rows, known, deleted: deleted?.length, server }),
      };
    });
  },
});

/** Former stores are only read. */
function withinStore({ garbage, kept }: CollectionPlan, store: BlobStore): CollectionPlan {
  const isIn = (object: FoundObject): boolean => object.store === store;
  return { garbage: garbage.filter(isIn), kept: kept.filter(isIn) };
}

function isOver({ runs }: KnownRuns, cutoffMs: number): (row: { workflowId?: string; recordedAt: string }) => boolean {
  const open = new Set(runs.filter(({ isOpen }) => isOpen).map(({ workflowId }) => workflowId));
  return ({ workflowId, recordedAt }) => Date.parse(recordedAt) < cutoffMs && (workflowId === undefined || !open.has(workflowId));
}

function assertRightServer({ runs }: KnownRuns, { address, namespace }: Server, objects: number): void {
  if (runs.length > 0 || objects === 0) return;
  const fix =
    'Look at TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE. If no run will ever need the store again, delete its folder or prefix itself.';
  throw new CommandFailed(`The server at ${address} knows no run at all in '${namespace}', so everything would go.`, fix);
}

function toData({ garbage, kept }: CollectionPlan, rows: Rows, deleted: number | undefined): object {
  const bytes = kept.reduce((sum, object) => sum + object.bytes, 0);
  return {
    deleted: deleted ?? 0,
    dryRun: deleted === undefined,
    garbage: garbage.map(toInfo),
    kept: { objects: kept.length, bytes },
    rows: rows.count,
  };
}

interface Telling {
  readonly plan: CollectionPlan;
  readonly rows: Rows;
  readonly known: KnownRuns;
  /** Absent in a dry run. */
  readonly deleted: number | undefined;
  readonly server: Server;
}

function describe({ plan: { garbage, kept }, rows, known, deleted, server }: Telling): string {
  const open = known.runs.filter(({ isOpen }) => isOpen).length;
  const inUse = garbage.length - (deleted ?? garbage.length);
  return [
    `Looked at ${known.runs.length} runs at ${server.address}, ${open} of them under way.`,
    `Kept: ${countOf(kept)}.`,
    `${deleted === undefined ? 'Would be deleted' : 'Deleted'}: ${countOf(garbage)}, and ${rows.count} recorded results of runs that are over.`,
    ...listOf(garbage),
    ...(inUse > 0 ? [`${inUse} of them were used again meanwhile, and stay.`] : []),
    ...(deleted === undefined && garbage.length + rows.count > 0
      ? ['Nothing was deleted. To delete this, run it again with --delete.']
      : []),
  ].join('\n');
}
