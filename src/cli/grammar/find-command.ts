import type { Command } from './define-command.js';
import { didYouMean } from './did-you-mean.js';
import { UsageError } from './usage-error.js';

/** What the first words name: a command, or a group of commands such as `approvals` (or all of them, when nothing was typed). */
export type Found =
  | { readonly command: Command; readonly rest: readonly string[] }
  | { readonly path: readonly string[]; readonly group: readonly Command[]; readonly rest: readonly string[] };

/**
 * Finds the command that the first words name.
 *
 * @throws UsageError for a word that leads to no command
 */
export function findCommand(words: readonly string[], commands: readonly Command[]): Found {
  let group = commands;
  for (let depth = 0; ; depth += 1) {
    const command = group.find(({ path }) => path.length === depth);
    if (command !== undefined) return { command, rest: words.slice(depth) };
    const word = words[depth];
    if (word === undefined || word.startsWith('-')) return { path: words.slice(0, depth), group, rest: words.slice(depth) };
    const narrower = group.filter(({ path }) => path[depth] === word);
    if (narrower.length === 0) throw unknownWord(words.slice(0, depth), word, group);
    group = narrower;
  }
}

function unknownWord(path: readonly string[], word: string, group: readonly Command[]): UsageError {
  const known = [...new Set(group.map((command) => command.path[path.length] ?? ''))];
  const place = ['onceward', ...path].join(' ');
  return new UsageError(`${place} has no command '${word}'.${didYouMean(word, known) || ` It has ${known.join(', ')}.`}`);
}
