import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCli } from '../../unit/cli/run-cli.ts';
import type { EditScene } from './edit-scene.ts';
import type { Edit } from './edits.ts';

/** What the commands before a deploy say of an edit. */
export interface EditReport {
  readonly edit: Edit;
  /** What was told, each with its command: `replay nondeterminism claim.ts:12`. Without a place where none was told. */
  readonly findings: readonly string[];
  /** Whether one of them has a file and a line of the project. */
  readonly hasPlace: boolean;
  /** Whether one names a line that was edited, or one beside it. */
  readonly isNear: boolean;
}

interface Finding {
  readonly command: string;
  readonly what: string;
  readonly file?: string;
  readonly line?: number;
}

interface Outcome {
  readonly ok: boolean;
  readonly kind?: string;
  readonly difference?: { readonly place?: PlaceJson };
  readonly misassigned?: readonly { readonly place?: PlaceJson }[];
  readonly drift?: readonly { readonly change: string; readonly place?: PlaceJson }[];
  readonly message?: string;
}

interface PlaceJson {
  readonly file: string;
  readonly line: number;
}

/** A stack names the line where a call begins, which may have been broken into several. */
const LINES_BESIDE = 2;

/** Runs `versions check`, `lock --check` and `replay` on the project with an edit. */
export async function reportOf(scene: EditScene, edit: Edit): Promise<EditReport> {
  const project = await scene.edited(edit);
  const inProject = { folder: project.folder };
  try {
    const check = await runCli(['versions', 'check', '--plugin', './plugin.ts', '--source', '.', '--json'], inProject);
    const lock = await runCli(['lock', '--plugin', './plugin.ts', '--check', '--json'], inProject);
    const files = ['--workflows', `${edit.workflows}.ts`, '--files', scene.historiesOf(edit.workflows)];
    const replay = await runCli(['replay', '--plugin', './plugin.ts', ...files, '--json'], inProject);
    const findings = [
      ...findingsOf('versions check', check, (data) => (data as { readonly findings: readonly Finding[] }).findings.map(ofCheck)),
      ...findingsOf('lock', lock, ofLock),
      ...findingsOf('replay', replay, (data) => (data as readonly Outcome[]).flatMap(ofReplay)),
    ];
    const placed = findings.filter(({ file, line }) => file !== undefined && line !== undefined && !file.includes('node_modules'));
    const near = await Promise.all(placed.map((finding) => isNear(finding, edit, project.folder)));
    const told = findings.map(
      ({ command, what, file, line }) => `${command}: ${what}${file === undefined ? '' : ` at ${baseOf(file)}:${line}`}`,
    );
    return { edit, findings: [...new Set(told)], hasPlace: placed.length > 0, isNear: near.includes(true) };
  } finally {
    project.remove();
  }
}

function findingsOf(
  command: string,
  { exitCode, stdout, stderr }: Awaited<ReturnType<typeof runCli>>,
  read: (data: unknown) => readonly Omit<Finding, 'command'>[],
): readonly Finding[] {
  // A command that cannot even be run says so, with the exit code: a report, mostly without a place.
  if (stdout === '') return exitCode === 0 ? [] : [{ command, what: stderr.split('\n')[0] ?? '' }];
  return read(JSON.parse(stdout)).map((finding) => ({ ...finding, command }));
}

function ofCheck({ file, line, ...finding }: Finding): Omit<Finding, 'command'> {
  const { problem = '' } = finding as { readonly problem?: string };
  return { what: problem, ...(file !== undefined && { file, line: line ?? 1 }) };
}

function ofLock(data: unknown): readonly Omit<Finding, 'command'>[] {
  const { vanished = [], changes = [] } = data as { vanished?: readonly string[]; changes?: readonly { readonly problem: string }[] };
  return [...vanished.map((type) => ({ what: `${type} is gone` })), ...changes.map(({ problem }) => ({ what: problem }))];
}

function ofReplay({ ok, kind = '', difference, misassigned = [], drift = [], message }: Outcome): readonly Omit<Finding, 'command'>[] {
  const drifted = drift.map(({ change, place }) => ({ what: change, ...place }));
  if (ok) return drifted;
  const place = difference?.place ?? misassigned[0]?.place;
  return [{ what: place === undefined ? `${kind} ${message ?? ''}` : kind, ...place }, ...drifted];
}

async function isNear({ file = '', line = 0 }: Finding, { replacements }: Edit, folder: string): Promise<boolean> {
  for (const { file: edited, to } of replacements) {
    if (baseOf(file) !== edited) continue;
    const text = await readFile(join(folder, edited), 'utf8');
    const at = text.indexOf(to);
    const first = text.slice(0, at).split('\n').length;
    const last = first + to.split('\n').length - 1;
    if (line >= first - LINES_BESIDE && line <= last + LINES_BESIDE) return true;
  }
  return false;
}

function baseOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
