import type { ChangeDefinition, ChangeState } from 'onceward';

/** How a change alters the structure of the agent's turn: its code before it and after it, in terms of the steps that it calls. */
export interface PlannedChange {
  readonly id: string;
  readonly scope: ChangeDefinition['scope'];
  readonly before: string;
  readonly after: string;
  /** What each path is seen to call, in order. */
  readonly calls: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** The deploy from which on it is in each state. */
  readonly from: Readonly<Record<ChangeState, number>>;
}

export const DEPLOYS = 12;
/** A run makes a turn in each of so many deploys, beginning with the one that it is started in. */
export const TURNS = 4;

/** The changes of twelve deploys: each goes on as soon as no run that lives for four of them holds it back. */
export const PLAN: readonly PlannedChange[] = [
  {
    id: 'add-a-step',
    scope: 'run',
    before: `await search(turn);`,
    after: `await search(turn); await rerank(turn);`,
    calls: { before: ['search'], after: ['search', 'rerank'] },
    from: { active: 2, deprecated: 5, removed: 6 },
  },
  {
    id: 'drop-a-step',
    scope: 'step',
    before: `await check(turn); await publish(turn);`,
    after: `await publish(turn);`,
    calls: { before: ['check', 'publish'], after: ['publish'] },
    from: { active: 3, deprecated: 6, removed: 9 },
  },
  {
    id: 'swap-two-steps',
    scope: 'run',
    before: `await check(turn); await rerank(turn);`,
    after: `await rerank(turn); await check(turn);`,
    calls: { before: ['check', 'rerank'], after: ['rerank', 'check'] },
    from: { active: 4, deprecated: 7, removed: 8 },
  },
  {
    id: 'fan-out',
    scope: 'run',
    before: `await search(turn); await search(turn);`,
    after: `await gather([turn, turn, turn], (item) => search(item));`,
    calls: { before: ['search', 'search'], after: ['search', 'search', 'search'] },
    from: { active: 6, deprecated: 9, removed: 10 },
  },
  {
    id: 'wait-first',
    scope: 'step',
    before: `await rerank(turn);`,
    after: `await sleep(1); await rerank(turn);`,
    calls: { before: ['rerank'], after: ['timer', 'rerank'] },
    from: { active: 7, deprecated: 10, removed: 13 },
  },
  {
    id: 'another-tool',
    scope: 'run',
    before: `await publish(turn);`,
    after: `await check(turn);`,
    calls: { before: ['publish'], after: ['check'] },
    from: { active: 8, deprecated: 11, removed: 12 },
  },
];

/** The state of a change in a deploy; undefined before it was written. */
export function stateIn({ from }: PlannedChange, deploy: number): ChangeState | undefined {
  if (deploy >= from.removed) return 'removed';
  if (deploy >= from.deprecated) return 'deprecated';
  return deploy >= from.active ? 'active' : undefined;
}

/** What a run that was started in one deploy has to call in the turn that it makes in another. */
export function callsOf(startedIn: number, deploy: number): readonly string[] {
  return PLAN.flatMap(({ scope, from, calls }) => {
    const isNew = (scope === 'run' ? startedIn : deploy) >= from.active;
    return isNew ? calls.after : calls.before;
  });
}

/** The code of a deploy: its changes, and the agent. */
export function codeOf(deploy: number, wait: 'signal' | 'day'): { readonly changes: string; readonly workflows: string } {
  const defined = PLAN.flatMap((change) => {
    const state = stateIn(change, deploy);
    return state === undefined
      ? []
      : [`  '${change.id}': { since: '2026-11-01', scope: '${change.scope}', state: '${state}', workflows: ['agent'] },`];
  });
  const changes = `import { defineChanges } from 'onceward';\nexport const changes = defineChanges({\n${defined.join('\n')}\n});\n`;
  const workflows = `
import { condition, defineSignal, setHandler, sleep } from '@temporalio/workflow';
import { gather, versioned } from 'onceward/workflow';
import { check, publish, rerank, search } from './steps.ts';
import { changes } from './changes.ts';

export async function agent(): Promise<string> {
  let told = 0;
  setHandler(defineSignal('turn'), () => { told += 1; });
  for (let at = 0; at < ${TURNS}; at += 1) {
    ${wait === 'signal' ? 'await condition(() => told > at);' : "if (at > 0) await sleep('1 day');"}
    const turn = String(at);
${PLAN.map((change) => `    ${pathOf(change, deploy)}`).join('\n')}
  }
  return 'done';
}
`;
  return { changes, workflows };
}

function pathOf(change: PlannedChange, deploy: number): string {
  const { id, before, after } = change;
  const [old, fresh] = [before, after].map((code) => `async () => { ${code} }`);
  const state = stateIn(change, deploy);
  if (state === undefined) return before;
  if (state === 'removed') return after;
  const branches = state === 'active' ? `before: ${old}, after: ${fresh}` : `after: ${fresh}`;
  return `await versioned(changes, '${id}', { ${branches} });`;
}

/** What `versions status` has to say of a change once the turns of a deploy are made. */
export interface ExpectedStatus {
  readonly openWithout: number;
  readonly openWith: number;
  readonly isSafe: boolean;
}

/** Of the runs, one started in each deploy: those that still have turns to make. */
export function openAfter(deploy: number): readonly number[] {
  return Array.from({ length: deploy }, (_, index) => index + 1).filter((startedIn) => deploy - startedIn < TURNS - 1);
}

export function statusAfter(change: PlannedChange, deploy: number): ExpectedStatus {
  const { scope, from } = change;
  const state = stateIn(change, deploy);
  const open = openAfter(deploy);
  const records = (startedIn: number): boolean =>
    scope === 'run'
      ? startedIn >= from.active && startedIn < from.removed
      : // Its last turn so far was made while the change could be recorded.
        deploy >= from.active && startedIn < from.removed;
  const openWith = open.filter(records).length;
  const openWithout = open.length - openWith;
  if (state === 'active') return { openWithout, openWith, isSafe: openWithout === 0 };
  if (state === 'deprecated' && scope === 'run') return { openWithout, openWith, isSafe: true };
  // Of scope step: whoever recorded it first while it was active.
  if (state === 'deprecated') return { openWithout, openWith, isSafe: open.every((startedIn) => startedIn >= from.deprecated) };
  // Removed: runs that recorded it, open or closed, are in the namespace to the end of this plan.
  return { openWithout, openWith, isSafe: false };
}
