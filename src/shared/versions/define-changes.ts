import { InvalidOption } from '../errors/invalid-option.js';
import { checkOptions } from '../options/check-options.js';
import { nearestName } from '../options/nearest-name.js';
import { CHANGE_SCOPES, CHANGE_STATES, type ChangeDefinition, type Changes } from './change.js';
import { announceChanges } from './change-listener.js';

const WHERE = 'defineChanges()';
/** Temporal takes 2 KB for the ids of all changes of a run. */
const LONGEST_ID = 100;
const ID = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const OPTIONS = ['since', 'scope', 'state', 'workflows'] as const satisfies readonly (keyof ChangeDefinition)[];

/**
 * Declares changes of workflow code by id, for `versioned` of `onceward/workflow`. Give it a module of its own, and define the changes when that
 * module is loaded: workflow code imports it, and so does the file of the worker's plugin.
 *
 * A change goes from `active` to `deprecated` to `removed`, one deploy each. `onceward versions status` says when the next step is safe.
 *
 * @throws UnknownOption, InvalidOption
 * @example
 * ```ts
 * export const changes = defineChanges({
 *   'use-reranker': { since: '2026-11-01', scope: 'run', state: 'active' },
 *   'drop-old-ocr': { since: '2026-08-01', scope: 'step', state: 'deprecated', workflows: ['readClaim'] },
 * });
 * ```
 */
export function defineChanges<const Defined extends Changes>(changes: Defined): Readonly<Defined> {
  for (const [id, change] of Object.entries(changes)) {
    checkId(id);
    checkChange(`${WHERE}, '${id}'`, change);
  }
  const defined = Object.freeze({ ...changes });
  announceChanges(defined);
  return defined;
}

function checkId(id: string): void {
  if (ID.test(id) && id.length <= LONGEST_ID) return;
  const problem = 'is no id of a change';
  const hint = `Take up to ${LONGEST_ID} letters, digits, dots, dashes and underscores. It stands in histories, so it stays as it is.`;
  throw new InvalidOption({ where: WHERE, option: id, problem, hint });
}

function checkChange(where: string, change: ChangeDefinition): void {
  if (typeof change !== 'object' || change === null) {
    throw new InvalidOption({ where: WHERE, option: where, problem: 'is no object', hint: `Give it ${OPTIONS.slice(0, 3).join(', ')}.` });
  }
  checkOptions(where, change, OPTIONS);
  checkWord(where, 'scope', change.scope, CHANGE_SCOPES);
  checkWord(where, 'state', change.state, CHANGE_STATES);
  if (typeof change.since !== 'string' || !DAY.test(change.since)) {
    throw new InvalidOption({ where, option: 'since', problem: `is ${shown(change.since)}`, hint: "Give a day such as '2026-11-01'." });
  }
  checkWorkflows(where, change.workflows);
}

function checkWord(where: string, option: string, word: string, known: readonly string[]): void {
  if (known.includes(word)) return;
  const near = typeof word === 'string' ? nearestName(word, known) : undefined;
  const hint = near === undefined ? `It is one of ${known.map(shown).join(', ')}.` : `Did you mean '${near}'?`;
  throw new InvalidOption({ where, option, problem: word === undefined ? 'is missing' : `is ${shown(word)}`, hint });
}

function checkWorkflows(where: string, workflows: ChangeDefinition['workflows']): void {
  if (workflows === undefined) return;
  const isList = Array.isArray(workflows) && workflows.length > 0 && workflows.every((name) => typeof name === 'string' && name !== '');
  if (isList) return;
  const hint = 'List the names of workflows that use the change, or leave it out when all do.';
  throw new InvalidOption({ where, option: 'workflows', problem: 'is no list of names', hint });
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value);
}
