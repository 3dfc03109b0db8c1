import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { ListedRun } from '../server/list-runs.js';
import { redactHistory } from './redact-history.js';

/** Writes a history into a folder, in the form of Temporal's CLI, gzipped. A name of its workflow and run, safe for every file system. */
export async function keepHistory(
  folder: string,
  { workflowId, runId }: ListedRun,
  { history, redact }: { readonly history: Parameters<typeof historyToJSON>[0]; readonly redact: boolean },
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const json = historyToJSON(history);
  const kept = redact ? JSON.stringify(redactHistory(JSON.parse(json) as Parameters<typeof redactHistory>[0])) : json;
  const name = `${workflowId.replaceAll(/[^\w.-]/g, '_').slice(0, 100)}-${runId.slice(0, 8)}.json.gz`;
  await writeFile(join(folder, name), gzipSync(kept));
}
