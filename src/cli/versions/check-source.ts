import { changeOfPatch, patchIdOf } from 'onceward';
import type { RegisteredChange } from 'onceward/worker';
import { didYouMean } from '../grammar/did-you-mean.js';
import { changeMentions, type ChangeMentions, type ChangeUse, type Place } from './change-uses.js';
import { parseSource } from './parse-source.js';

/** Something that is wrong with the use of changes. */
export interface Finding extends Partial<Place> {
  readonly change?: string;
  readonly problem: string;
}

/** Temporal's Core writes no search attribute of this size; runs then are not counted any more. */
const LARGEST_ATTRIBUTE_BYTES = 2_048;

/** What the files of a program have to do with changes. */
export interface Mentions extends ChangeMentions {
  readonly unreadable: readonly Finding[];
}

export async function readMentions(files: readonly string[]): Promise<Mentions> {
  const unreadable: Finding[] = [];
  const mentions: ChangeMentions[] = [];
  for (const file of files) {
    const source = await parseSource(file);
    if (typeof source === 'string') unreadable.push({ file, line: 1, problem: `cannot be read: ${source}` });
    else mentions.push(changeMentions(source));
  }
  return {
    unreadable,
    uses: mentions.flatMap(({ uses }) => uses),
    definitions: mentions.flatMap(({ definitions }) => definitions),
    patches: mentions.flatMap(({ patches }) => patches),
  };
}

/** Compares what the files do with changes with what is defined. */
export function checkSource(
  { unreadable, uses, definitions, patches }: Mentions,
  changes: readonly RegisteredChange[],
): readonly Finding[] {
  return [
    ...unreadable,
    ...uses.flatMap((use) => findingsOf(use, changes)),
    ...patches.flatMap((patch) => rawPatch(patch, changes)),
    ...unused(uses, definitions, changes),
    ...undefinedHere(definitions, changes),
    ...tooMany(changes),
  ];
}

function findingsOf({ file, line, change: id, branches }: ChangeUse, changes: readonly RegisteredChange[]): readonly Finding[] {
  if (id === undefined) return [{ file, line, problem: 'the id of the change is no text that stands here, so nobody can find its uses' }];
  const change = changes.find((one) => one.id === id);
  const found = (problem: string): readonly Finding[] => [{ file, line, change: id, problem }];
  if (change === undefined)
    return found(
      `is used, and not defined.${didYouMean(
        id,
        changes.map((one) => one.id),
      )}`,
    );
  if (change.state === 'removed') return found('is removed, and used: call the code of its new path directly');
  if (branches === undefined) return found('has paths that do not stand here, so nobody can check them');
  if (!branches.includes('after')) return found('has no `after`');
  if (change.state === 'active' && !branches.includes('before')) return found('is active, and has no `before`: runs under way are on it');
  if (change.state === 'deprecated' && branches.includes('before')) return found('is deprecated, and has a `before` that no run takes');
  return [];
}

function rawPatch({ file, line, patchId }: ChangeMentions['patches'][number], changes: readonly RegisteredChange[]): readonly Finding[] {
  const change = changeOfPatch(patchId);
  const isTaken = change !== undefined || changes.some(({ id }) => id === patchId);
  if (!isTaken) return [];
  return [{ file, line, change: change ?? patchId, problem: 'is the id of a change, given to Temporal’s own patched: use versioned' }];
}

function unused(
  uses: readonly ChangeUse[],
  definitions: ChangeMentions['definitions'],
  changes: readonly RegisteredChange[],
): readonly Finding[] {
  const used = new Set(uses.map(({ change }) => change));
  return changes
    .filter(({ id, state }) => state !== 'removed' && !used.has(id))
    .map(({ id, state }) => ({ ...placeOf(definitions, id), change: id, problem: `is ${state}, and nothing here uses it` }));
}

function undefinedHere(definitions: ChangeMentions['definitions'], changes: readonly RegisteredChange[]): readonly Finding[] {
  return definitions
    .filter(({ change }) => !changes.some(({ id }) => id === change))
    .map((definition) => ({ ...definition, problem: 'is defined, and the plugin was not given it' }));
}

function tooMany(changes: readonly RegisteredChange[]): readonly Finding[] {
  const bytes = Buffer.byteLength(JSON.stringify(changes.filter(({ state }) => state !== 'removed').map(({ id }) => patchIdOf(id))));
  if (bytes < LARGEST_ATTRIBUTE_BYTES) return [];
  return [
    { problem: `the ids of all changes take ${bytes} bytes, and Temporal records ${LARGEST_ATTRIBUTE_BYTES - 1} of a run: remove some` },
  ];
}

/** Where a change is defined, when that stands in these files. */
export function placeOf(definitions: ChangeMentions['definitions'], id: string): Place | undefined {
  const definition = definitions.find(({ change }) => change === id);
  return definition === undefined ? undefined : { file: definition.file, line: definition.line };
}
