import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailed } from '../grammar/command-failed.js';
import { listRuns, type ListedRun } from '../server/list-runs.js';
import type { Server } from '../server/connect-to-server.js';
import { pickSample } from './pick-sample.js';

const DEFAULT_SAMPLE = 50;
/** A sample is taken from so many of the newest runs. */
const MOST_LISTED = 10_000;
const HISTORY_FILE = /\.json(?:\.gz)?$/;

/** The history files that a path names: itself, or those of a folder. */
export async function filesOf(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new CommandFailed(`There is no file or folder '${path}'.`);
  if (!found.isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => HISTORY_FILE.test(name)).sort();
  if (names.length > 0) return names.map((name) => join(path, name));
  throw new CommandFailed(`There is no history in '${path}': no file ends in .json or .json.gz.`);
}

/**
 * Runs of a query, spread over workflow types and depths.
 *
 * @throws CommandFailed when there are none, or the server cannot list them
 */
export async function sampleOf(server: Server, query: string, size = DEFAULT_SAMPLE): Promise<readonly ListedRun[]> {
  const runs: ListedRun[] = [];
  try {
    for await (const run of listRuns(server, { query, limit: MOST_LISTED })) runs.push(run);
  } catch (error) {
    const { details, message } = error as { readonly details?: string; readonly message?: string };
    const fix = 'Look at the query with `temporal workflow list --query`, or replay files with --files: they need no server.';
    throw new CommandFailed(`The server at ${server.address} does not list these runs: ${details ?? message ?? String(error)}.`, fix);
  }
  if (runs.length > 0) return pickSample(runs, size);
  throw new CommandFailed(`No run in the namespace '${server.namespace}' at ${server.address} matches the query '${query}'.`);
}
