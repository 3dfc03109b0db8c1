import { CHECKS } from '../doctor/checks.js';
import { createDoctorContext } from '../doctor/create-doctor-context.js';
import { runChecks, type CheckReport } from '../doctor/run-checks.js';
import { defineCommand } from '../grammar/define-command.js';
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
      summary: 'Also look at the steps of this file, which exports `onceward`, the OncewardPlugin of the worker',
    },
    'task-queue': { type: 'string', value: 'queue', summary: 'Also look for workers on this task queue' },
  },
  details: 'The server is that of TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE or a Temporal profile; without any, localhost:7233.',
  async run({ options, style }) {
    const context = createDoctorContext({
      folder: process.cwd(),
      manifest: readManifest(),
      taskQueue: options['task-queue'],
      plugin: options.plugin,
    });
    try {
      const reports = await runChecks(CHECKS, context);
      return { ok: reports.every(({ ok }) => ok), data: reports, text: describe(reports, style) };
    } finally {
      await context.close();
    }
  },
});

function describe(reports: readonly CheckReport[], style: Style): string {
  const lines = alignColumns(reports.map(({ ok, title, detail }) => [ok ? style('green', '✔') : style('red', '✖'), title, detail])).split(
    '\n',
  );
  return reports.flatMap(({ fix }, row) => [lines[row] ?? '', ...(fix === undefined ? [] : [`   → ${fix}`])]).join('\n');
}
