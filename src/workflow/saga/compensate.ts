import { CancellationScope } from '@temporalio/workflow';
import { CompensationFailed, type StandingEffect } from '../../shared/errors/compensation-failed.js';
import { requestApproval } from '../approval/request-approval.js';
import { withKeyScope, type KeyScope } from '../key-scope.js';
import { firstLine, type SagaEntry } from './saga-log.js';

export interface CompensationOptions {
  readonly saga: string;
  readonly onFailedCompensation: 'fail' | 'ask';
  readonly scope: KeyScope;
}

/**
 * Takes back what was done, the last first, whatever happens to the run meanwhile. One that fails does not keep the others from being
 * taken back.
 *
 * @throws CompensationFailed when something stands, or may stand
 */
export function compensate(entries: readonly SagaEntry[], options: CompensationOptions, cause: unknown): Promise<void> {
  return CancellationScope.nonCancellable(async () => {
    await Promise.all(entries.map(({ settled }) => settled));
    const takenBack: string[] = [];
    const standing: StandingEffect[] = [];
    const unknown: StandingEffect[] = [];
    for (const entry of entries.toReversed().filter(({ state }) => state !== 'failed')) {
      const reason = await takeBack(entry, options);
      if (reason === undefined) takenBack.push(entry.name);
      else (entry.state === 'done' ? standing : unknown).push({ step: entry.name, reason });
    }
    if (standing.length + unknown.length > 0) throw new CompensationFailed({ saga: options.saga, takenBack, standing, unknown, cause });
  });
}

/** Gives why it could not be taken back, or undefined when it was. */
async function takeBack(entry: SagaEntry, { saga, onFailedCompensation, scope }: CompensationOptions): Promise<string | undefined> {
  const { name, reason, takeBack: undo } = entry;
  for (;;) {
    const failure = undo === undefined ? reason : await tryTo(undo, scope.named(name, `${name}, taken back`));
    if (failure === undefined) return undefined;
    if (onFailedCompensation === 'fail') return failure;
    const again = undo !== undefined;
    const title = again
      ? `${saga}: taking back ${name} failed: ${failure}. Try again?`
      : `${saga}: nobody knows whether ${name} happened: ${failure}. Look, take it back by hand if it did, and approve.`;
    const { approved } = await requestApproval({ id: `${saga}:${name}`, title, actions: ['approve', 'reject'] });
    if (!approved) return failure;
    if (!again) return undefined;
  }
}

async function tryTo(undo: () => Promise<unknown>, scope: KeyScope): Promise<string | undefined> {
  try {
    await withKeyScope(scope, undo);
    return undefined;
  } catch (error) {
    return firstLine(error);
  }
}
