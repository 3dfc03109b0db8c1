import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Difference } from 'onceward/worker';
import { toOneLine } from '../output/one-line.js';
import type { Style } from '../output/style.js';

const CAUSES: Readonly<Record<Difference['cause'], string>> = {
  added: 'The code asks for something that it did not ask for when the run was here: a call was added, or moved up.',
  removed: 'The code no longer asks for what the run has on record here: a call was taken out.',
  earlier: 'The code asks for what the run has on record only later: a call was taken out here or moved down, or one was added.',
  reordered: 'The code asks for the same things in another order: calls were swapped, or are made at once that were not.',
  renamed: 'The code asks for something of the same kind under another name: a step was renamed, or replaced by another.',
  replaced: 'The code asks for something of another kind than it did when the run was here.',
  patch: 'The run took a change that the code no longer knows: it was removed while histories still hold its marker.',
  ended: 'The code ends here, or fails, where the run went on.',
};

/** Where code and history part, why, and what to write. */
export function describeDifference(difference: Difference, style: Style): string {
  const { eventId, recorded, produced, place, cause } = difference;
  const line = (title: string, text: string): string => `${style('bold', title.padEnd(10))}${text}`;
  const source = place === undefined ? undefined : sourceLine(place.file, place.line);
  return [
    line('EVENT', eventId === undefined ? 'after the last one' : String(eventId)),
    line('RECORDED', nameOf(recorded)),
    line('NOW', nameOf(produced)),
    ...(place === undefined ? [] : [line('AT', `${describePlace(place)}${source === undefined ? '' : `\n          ${source}`}`)]),
    '',
    CAUSES[cause],
    '',
    ...adviceOn(difference),
  ].join('\n');
}

export function describePlace({ file, line, column }: NonNullable<Difference['place']>): string {
  const path = relative(process.cwd(), file);
  return `${path.startsWith('..') ? file : path}:${line}:${column}`;
}

function nameOf(command: Difference['recorded']): string {
  return command === undefined ? 'nothing' : toOneLine(`${command.kind} ${command.name}`);
}

/** The line itself, when its file is here. */
export function sourceLine(file: string, line: number): string | undefined {
  if (!existsSync(file)) return undefined;
  return toOneLine(readFileSync(file, 'utf8').split('\n')[line - 1] ?? '', 120);
}

function adviceOn({ cause, recorded, produced }: Difference): readonly string[] {
  if (cause === 'patch') {
    return [`Put the change '${toOneLine(recorded?.name ?? '')}' back as deprecated, until no history of its runs is needed any more.`];
  }
  if (cause === 'renamed' && recorded?.kind === 'activity' && produced?.kind === 'activity') {
    const id = recorded.name.slice(recorded.name.indexOf('.') + 1);
    return [
      `If it is the same step under a new name, keep the old id: durable(…, { id: '${toOneLine(id)}' }).`,
      'Otherwise keep the old way for runs that began with it:',
      ...patchOf(recorded, produced),
    ];
  }
  return ['Keep the old way for runs that began with it:', ...patchOf(recorded, produced)];
}

function patchOf(recorded: Difference['recorded'], produced: Difference['produced']): readonly string[] {
  const id = (produced?.name || recorded?.name || 'this-change').replaceAll(/[^A-Za-z0-9]+/g, '-').toLowerCase();
  return [
    '',
    `  await versioned(changes, '${id}', {`,
    `    before: () => …, // ${recorded === undefined ? 'nothing' : nameOf(recorded)}, as recorded`,
    `    after: () => …, // ${produced === undefined ? 'nothing' : nameOf(produced)}, as the code does it now`,
    '  });',
  ];
}
