import { isToolKind, type ActivityKind } from '../../shared/contract/activity-kind.js';
import type { DurableOptions } from '../../shared/durable/durable-options.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';

/** Why one recipe for the key of all calls would give several of them the same one. */
const UNKEYED: Partial<Record<ActivityKind, string>> = {
  model: 'does not fit a model: one agent asks it many times, and each is a call of its own',
  mcp: 'does not fit a server of many tools, whose inputs have nothing in common',
};

/**
 * Refuses what does not fit the kind of thing, before anything runs.
 *
 * @throws InvalidOption naming the export and the option
 */
export function checkStepOptions(where: string, kind: ActivityKind, options: DurableOptions<never>): void {
  for (const option of ['key', 'scope'] as const) checkKeyOption(where, kind, { option, stated: options[option] });
  checkOnFailure(where, kind, options.onFailure);
  checkCapture(where, kind, options.capture);
  checkFormer(where, kind, options);
}

function checkCapture(where: string, kind: ActivityKind, capture: unknown): void {
  if (capture === undefined || (typeof capture === 'boolean' && kind === 'model')) return;
  const problem =
    typeof capture === 'boolean' ? `is for models of conversations, and this is of kind ${kind}` : `is ${JSON.stringify(capture)}`;
  throw new InvalidOption({ where, option: 'capture', problem, hint: 'Leave it out, or give a model `capture: true`.' });
}

function checkFormer(where: string, kind: ActivityKind, { formerNames, migrateInput }: DurableOptions<never>): void {
  const isList = Array.isArray(formerNames) && formerNames.every((name) => typeof name === 'string' && name !== '');
  if (formerNames !== undefined && !(isList && kind === 'tool')) {
    const problem = isList ? `is for tools, and this is a ${kind}` : `is ${JSON.stringify(formerNames)}`;
    throw new InvalidOption({
      where,
      option: 'formerNames',
      problem,
      hint: "Give a tool the names that models knew, such as ['search_web'].",
    });
  }
  if (migrateInput === undefined || (typeof migrateInput === 'function' && (kind === 'tool' || kind === 'function'))) return;
  const problem = typeof migrateInput === 'function' ? `is for tools and functions, and this is a ${kind}` : `is ${typeof migrateInput}`;
  throw new InvalidOption({ where, option: 'migrateInput', problem, hint: 'Give a tool or function `migrateInput: (input) => …`.' });
}

function checkOnFailure(where: string, kind: ActivityKind, onFailure: string | undefined): void {
  if (onFailure === undefined) return;
  const option = 'onFailure';
  if (!isToolKind(kind)) {
    const hint = 'Leave it out: what it fails with is thrown in the workflow, which may catch it.';
    throw new InvalidOption({ where, option, problem: `is for tools, and this is a ${kind}`, hint });
  }
  if (onFailure === 'tell-model' || onFailure === 'fail-run') return;
  throw new InvalidOption({ where, option, problem: `is '${onFailure}'`, hint: "Give 'tell-model' or 'fail-run'." });
}

function checkKeyOption(where: string, kind: ActivityKind, { option, stated }: { option: 'key' | 'scope'; stated: unknown }): void {
  if (stated === undefined) return;
  if (typeof stated !== 'function') {
    const hint = `Give a function of the input, such as \`${option}: ({ id }) => id\`. A fixed key of one call goes to withOptions() in the workflow.`;
    throw new InvalidOption({ where, option, problem: `is ${typeof stated}, not a function`, hint });
  }
  const problem = UNKEYED[kind];
  if (problem === undefined) return;
  throw new InvalidOption({ where, option, problem, hint: 'Leave it out; its calls are counted within their run.' });
}
