import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { redactHistory } from '../../../src/cli/replay/redact-history.ts';

const FOLDER = resolve(import.meta.dirname, '../../fixtures/histories');
const REPOSITORY = resolve(import.meta.dirname, '../../..');
/** Whose version decides what a history looks like. */
const TOLD = ['ai', 'langchain', '@langchain/core', '@langchain/langgraph', '@temporalio/worker'];

/** What was recorded in one go. */
export interface Recording {
  readonly recordedOn: string;
  /** By package. */
  readonly versions: Readonly<Record<string, string>>;
  /** The number of events, by example. */
  readonly examples: Readonly<Record<string, number>>;
}

/** The histories that a release keeps. */
export interface KeptRelease {
  readonly release: string;
  readonly recordings: readonly Recording[];
}

type History = Parameters<typeof historyToJSON>[0];

/** The file of an example's history. */
export function historyFile(release: string, example: string): string {
  return join(FOLDER, release, `${example}.json.gz`);
}

/** Every release that keeps histories. */
export function keptReleases(): readonly KeptRelease[] {
  return readdirSync(FOLDER).toSorted().map(readRelease);
}

/** The examples of a release that have a history. */
export function examplesOf({ recordings }: KeptRelease): readonly string[] {
  return recordings.flatMap(({ examples }) => Object.keys(examples)).toSorted();
}

/** The examples whose files are there, whatever the index says. */
export function filesOf({ release }: KeptRelease): readonly string[] {
  const files = globSync('**/*.json.gz', { cwd: join(FOLDER, release) });
  return files.map((file) => file.replace(/\.json\.gz$/, '').replaceAll(sep, '/')).toSorted();
}

/** What a release keeps by now; nothing of one that has not been recorded. */
export function readRelease(release: string): KeptRelease {
  const index = indexOf(release);
  return existsSync(index) ? (JSON.parse(readFileSync(index, 'utf8')) as KeptRelease) : { release, recordings: [] };
}

/** The releases that the changelog says were published, and the version of package.json. */
export function releaseVersions(): { readonly published: readonly string[]; readonly current: string } {
  const changelog = readFileSync(join(REPOSITORY, 'CHANGELOG.md'), 'utf8');
  const headings = [...changelog.matchAll(/^## (\d+\.\d+\.\d+\S*) — (.+)$/gm)];
  return { published: headings.flatMap(([, version = '', when]) => (when === 'unreleased' ? [] : [version])), current: versionOf('.') };
}

/** Keeps the history of an example in the folder of a release, without what a replay does not read. */
export function keepHistory(release: string, example: string, history: History): void {
  const file = historyFile(release, example);
  mkdirSync(dirname(file), { recursive: true });
  const redacted = redactHistory(JSON.parse(historyToJSON(history)) as Parameters<typeof redactHistory>[0]);
  writeFileSync(file, gzipSync(JSON.stringify(redacted), { level: 9 }));
  const { recordings } = readRelease(release);
  const next = withRecorded(recordings, example, redacted.events.length);
  writeFileSync(indexOf(release), `${JSON.stringify({ release, recordings: next }, null, 2)}\n`);
}

function withRecorded(recordings: readonly Recording[], example: string, events: number): readonly Recording[] {
  const recordedOn = new Date().toISOString().slice(0, 10);
  const versions = Object.fromEntries(TOLD.map((name) => [name, versionOf(join('node_modules', name))]));
  const isSame = (one: Recording): boolean => one.recordedOn === recordedOn && isDeepStrictEqual(one.versions, versions);
  const others = recordings.map((one) => ({ ...one, examples: without(one.examples, example) }));
  const { examples } = others.find(isSame) ?? { examples: {} };
  const recording: Recording = { recordedOn, versions, examples: { ...examples, [example]: events } };
  return [...others.filter((one) => !isSame(one) && Object.keys(one.examples).length > 0), recording];
}

function without(examples: Recording['examples'], example: string): Recording['examples'] {
  return Object.fromEntries(Object.entries(examples).filter(([name]) => name !== example));
}

function indexOf(release: string): string {
  return join(FOLDER, release, 'index.json');
}

function versionOf(folder: string): string {
  return (JSON.parse(readFileSync(join(REPOSITORY, folder, 'package.json'), 'utf8')) as { version: string }).version;
}
