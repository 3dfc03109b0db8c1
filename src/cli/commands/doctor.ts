import { CHECKS } from '../doctor/checks.js';
import { createDoctorContext } from '../doctor/create-doctor-context.js';
import { runChecks, type CheckReport } from '../doctor/run-checks.js';
import { defineCommand } from '../grammar/define-command.js';
import { toCount } from '../grammar/to-count.js';
import { readManifest } from '../manifest.js';
import { alignColumns } from '../output/align-columns.js';
import type { Style } from '../output/style.js';

export const doctor = defineCommand({
  path: ['doctor'],
  summary: 'Checks that everything a worker needs is here and fits together',
  options: {
    plugin: {
      type: 'string',
      value: 'file',
      summary: 'Also look at the steps of this file, which exports `onceward`, the OncewardPlugin of the worker, and at how long they took',
    },
    runs: { type: 'string', value: 'count', summary: 'How many of the newest runs are read for that (default 200)' },
    'task-queue': { type: 'string', value: 'queue', summary: 'Also look for workers on this task queue' },
  },
  details: 'The server is that of TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE or a Temporal profile; without any, localhost:7233.',
  async run({ options, style }) {
    const context = createDoctorContext({
      folder: process.cwd(),
      manifest: readManifest(),
      taskQueue: options['task-queue'],
      plugin: options.plugin,
      runs: options.runs === undefined ? undefined : toCount('runs', options.runs),
    });
    try {
      const reports = await runChecks(CHECKS, context);
      return {
        ok: reports.every(({ ok }) => ok),
        data: reports.map(({ table: _table, ...report }) => report),
        text: describe(reports, style),
      };
    } finally {
      await context.close();
    }
  },
});

function describe(reports: readonly CheckReport[], style: Style): string {
  const lines = alignColumns(reports.map(({ ok, title, detail }) => [ok ? style('green', '✔') : style('red', '✖'), title, detail])).split(
    '\n',
  );
  return reports.flatMap((report, row) => [lines[row] ?? '', ...below(report, style)]).join('\n');
}

function below({ fix, table: [titles = [], ...rows] = [] }: CheckReport, style: Style): readonly string[] {
  const table = rows.length === 0 ? [] : alignColumns([titles.map((title) => style('bold', title)), ...rows]).split('\n');
  return [...table, ...(fix === undefined ? [] : [`→ ${fix}`])].map((line) => `   ${line}`);
}
