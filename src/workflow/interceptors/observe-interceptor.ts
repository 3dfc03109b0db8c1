import type { ConcludeActivationInput, WorkflowInterceptors } from '@temporalio/workflow';
import { durationOf, inputOf } from '../../shared/replay/command-details.js';
import type { CommandKind, Observed, ObservedCommand } from '../../shared/replay/observed-command.js';
import { beginObservation, tellCommands } from '../observation.js';
import { stepHeaderStorage } from '../pipeline/step-header-storage.js';

type Command = ConcludeActivationInput['commands'][number];

/** Temporal's object for the run that the sandbox has in hand: every command goes through this method, at the moment the code asks for it. */
interface Activator {
  pushCommand(command: Command, complete?: boolean): void;
  readonly promiseStackStore?: PromiseStacks;
}

/** Where a command was asked for, and by which call of a durable step. */
type Origin = Pick<ObservedCommand, 'stack' | 'key'>;

/** The stacks of the promises that the workflow waits for, in the order in which they were made. */
interface PromiseStacks {
  readonly promiseToStack: { values(): Iterable<{ readonly formatted?: string } | undefined> };
}

/** Tells a replay that asks for it which commands the code gives, and where. */
export function observeInterceptor(): WorkflowInterceptors {
  let origins: WeakMap<Command, Origin> | undefined;
  return {
    inbound: [
      {
        execute(input, next) {
          const observed = beginObservation(input.headers);
          if (observed !== undefined) origins = noteOrigins(observed);
          return next(input);
        },
      },
    ],
    internals: [
      {
        concludeActivation(input, next) {
          if (origins !== undefined) tellCommands(describe(input.commands, origins));
          return next(input);
        },
      },
    ],
  };
}

function noteOrigins(observed: Observed): WeakMap<Command, Origin> {
  const origins = new WeakMap<Command, Origin>();
  const { __TEMPORAL_ACTIVATOR__: activator } = globalThis as { readonly __TEMPORAL_ACTIVATOR__?: Activator };
  if (activator === undefined) return origins;
  const push = activator.pushCommand.bind(activator);
  activator.pushCommand = (command, complete) => {
    const key = stepHeaderStorage.getStore()?.key;
    const stack = observed === 'commands' ? undefined : new Error('place').stack;
    const waits = observed === 'waits' ? stacksOfWaits(activator) : '';
    origins.set(command, {
      ...(stack !== undefined && { stack: stack + waits }),
      ...(command.scheduleActivity && key !== undefined && { key }),
    });
    push(command, complete);
  };
  return origins;
}

/** The newest first: the innermost call that the code waits for. */
function stacksOfWaits({ promiseStackStore }: Activator): string {
  const stacks = [...(promiseStackStore?.promiseToStack.values() ?? [])].flatMap((stack) => stack?.formatted ?? []);
  return stacks
    .toReversed()
    .map((stack) => `\n${stack}`)
    .join('');
}

function describe(commands: readonly Command[], origins: WeakMap<Command, Origin>): readonly ObservedCommand[] {
  // A timer that is cancelled before anybody heard of it is never started.
  const cancelled = new Set(commands.flatMap(({ cancelTimer }) => (cancelTimer ? [cancelTimer.seq] : [])));
  return commands.flatMap((command) => {
    if (command.startTimer && cancelled.has(command.startTimer.seq)) return [];
    const [kind, name] = named(command) ?? [];
    return kind === undefined ? [] : [{ kind, name: name ?? '', ...origins.get(command), ...detailsOf(command) }];
  });
}

/** What Temporal's replay does not compare, and a history has. */
function detailsOf(command: Command): Partial<ObservedCommand> {
  const { startTimer, setPatchMarker, startChildWorkflowExecution: child, signalExternalWorkflowExecution: signal } = command;
  if (startTimer) return { duration: durationOf(startTimer.startToFireTimeout ?? {}) };
  if (setPatchMarker?.deprecated === true) return { deprecated: true };
  const input = child?.input ?? signal?.args;
  return input ? { input: inputOf(input) } : {};
}

function named(command: Command): readonly [CommandKind, string?] | undefined {
  const { scheduleActivity, scheduleLocalActivity, startChildWorkflowExecution, signalExternalWorkflowExecution } = command;
  const { scheduleNexusOperation, setPatchMarker, failWorkflowExecution } = command;
  if (scheduleActivity) return ['activity', scheduleActivity.activityType ?? ''];
  if (scheduleLocalActivity) return ['local activity', scheduleLocalActivity.activityType ?? ''];
  if (startChildWorkflowExecution) return ['child workflow', startChildWorkflowExecution.workflowType ?? ''];
  if (signalExternalWorkflowExecution) return ['signal', signalExternalWorkflowExecution.signalName ?? ''];
  if (scheduleNexusOperation) return ['nexus operation', scheduleNexusOperation.operation ?? ''];
  if (setPatchMarker) return ['patch', setPatchMarker.patchId ?? ''];
  if (failWorkflowExecution) return ['failure', failWorkflowExecution.failure?.applicationFailureInfo?.type ?? ''];
  if (command.startTimer) return ['timer'];
  if (command.completeWorkflowExecution) return ['completion'];
  if (command.continueAsNewWorkflowExecution) return ['continuation'];
  return command.cancelWorkflowExecution ? ['cancellation'] : undefined;
}
