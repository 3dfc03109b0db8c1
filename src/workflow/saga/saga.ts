import { CancellationScope, CancelledFailure } from '@temporalio/workflow';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { currentKeyScope, withKeyScope } from '../key-scope.js';
import { compensate } from './compensate.js';
import { doOrAsk } from './do-or-ask.js';
import { enter, type SagaActions, type SagaEntry } from './saga-log.js';

/** Runs one step of a saga. Its name is unique in the saga, stands in its keys, and tells people what was not taken back. */
export type SagaStep = <Value>(name: string, actions: SagaActions<Value>) => Promise<Value>;

export interface SagaOptions {
  /** What messages and requests to people call it. @default 'saga' */
  readonly name?: string;
  /** When a step fails for good: take back what was done, or ask a person first, who may have the step tried again. @default 'compensate' */
  readonly onFailedStep?: 'compensate' | 'ask';
  /** When taking back fails for good: fail the saga with `CompensationFailed`, or ask a person, who may have it tried again. @default 'fail' */
  readonly onFailedCompensation?: 'fail' | 'ask';
}

/**
 * Several effects of which either all stand or none: when one fails, those done before are taken back, the last first. Steps and
 * compensations are durable calls with keys of their own, so a crash or a reset between any two repeats nothing. A cancelled run lets the
 * step under way end, and takes back.
 *
 * @throws whatever made it fail, once everything is taken back; CompensationFailed when something stands; UnknownOption; InvalidOption
 * @example
 * ```ts
 * await saga(async (step) => {
 *   const seat = await step('seat', { do: () => bookSeat(trip), undo: ({ id }) => cancelSeat(id) });
 *   await step('payment', { do: () => charge(seat), undo: ({ id }) => refund(id) });
 * });
 * ```
 */
export async function saga<Result>(run: (step: SagaStep) => Promise<Result>, options: SagaOptions = {}): Promise<Result> {
  checkOptions('saga()', options, ['name', 'onFailedStep', 'onFailedCompensation']);
  const { name = 'saga', onFailedStep = 'compensate', onFailedCompensation = 'fail' } = options;
  checkReaction('onFailedStep', onFailedStep, ['compensate', 'ask']);
  checkReaction('onFailedCompensation', onFailedCompensation, ['fail', 'ask']);
  const parent = currentKeyScope();
  const scope = parent.child(`saga:${parent.nextOrdinal('saga')}`);
  const entries: SagaEntry[] = [];
  let isOpen = true;

  const step: SagaStep = async <Value>(stepName: string, actions: SagaActions<Value>) => {
    checkStep(name, stepName, { isOpen, isKnown: entries.some((entry) => entry.name === stepName) });
    if (CancellationScope.current().consideredCancelled) throw new CancelledFailure('The run was cancelled');
    const own = scope.named(stepName, stepName);
    // To its end, also when the run is cancelled: a call that is broken off may have had its effect or not.
    const once = (): Promise<Value> => withKeyScope(own, () => CancellationScope.nonCancellable(async () => actions.do()));
    const promise = onFailedStep === 'ask' ? doOrAsk(name, stepName, once) : once();
    enter(entries, stepName, { actions, scope: own, promise });
    return promise;
  };

  try {
    return await run(step);
  } catch (error) {
    isOpen = false;
    await compensate(entries, { saga: name, onFailedCompensation, scope: scope.child('undo') }, error);
    throw error;
  } finally {
    isOpen = false;
  }
}

function checkReaction(option: string, value: string, known: readonly string[]): void {
  if (known.includes(value)) return;
  const hint = `Give ${known.map((name) => `'${name}'`).join(' or ')}.`;
  throw new InvalidOption({ where: 'saga()', option, problem: `is ${value}`, hint });
}

function checkStep(sagaName: string, step: string, { isOpen, isKnown }: { isOpen: boolean; isKnown: boolean }): void {
  const where = `a step of the saga '${sagaName}'`;
  if (!isOpen) {
    const hint = 'Await every step inside the function that saga() runs.';
    throw new InvalidOption({ where, option: 'name', problem: `'${step}' began when the saga was over`, hint });
  }
  if (!isKnown) return;
  const hint = "Name each step differently, such as 'page-3': the name is part of its key.";
  throw new InvalidOption({ where, option: 'name', problem: `'${step}' is there already`, hint });
}
