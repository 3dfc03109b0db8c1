import type { ConcludeActivationInput, WorkflowInterceptors } from '@temporalio/workflow';
import type { CommandKind, ObservedCommand } from '../../shared/replay/observed-command.js';
import { beginObservation, tellCommands } from '../observation.js';
import { stepHeaderStorage } from '../pipeline/step-header-storage.js';

type Command = ConcludeActivationInput['commands'][number];

/** Temporal's object for the run that the sandbox has in hand: every command goes through this method, at the moment the code asks for it. */
interface Activator {
  pushCommand(command: Command, complete?: boolean): void;
}

/** Where a command was asked for, and by which call of a durable step. */
type Origin = Pick<ObservedCommand, 'stack' | 'key'>;

/** Tells a replay that asks for it which commands the code gives, and where. */
export function observeInterceptor(): WorkflowInterceptors {
  let origins: WeakMap<Command, Origin> | undefined;
  return {
    inbound: [
      {
        execute(input, next) {
          if (beginObservation(input.headers) === 'commands') origins = noteOrigins();
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

function noteOrigins(): WeakMap<Command, Origin> {
  const origins = new WeakMap<Command, Origin>();
  const { __TEMPORAL_ACTIVATOR__: activator } = globalThis as { readonly __TEMPORAL_ACTIVATOR__?: Activator };
  if (activator === undefined) return origins;
  const push = activator.pushCommand.bind(activator);
  activator.pushCommand = (command, complete) => {
    const key = stepHeaderStorage.getStore()?.key;
    origins.set(command, { stack: new Error('place').stack ?? '', ...(command.scheduleActivity && key !== undefined && { key }) });
    push(command, complete);
  };
  return origins;
}

function describe(commands: readonly Command[], origins: WeakMap<Command, Origin>): readonly ObservedCommand[] {
  // A timer that is cancelled before anybody heard of it is never started.
  const cancelled = new Set(commands.flatMap(({ cancelTimer }) => (cancelTimer ? [cancelTimer.seq] : [])));
  return commands.flatMap((command) => {
    if (command.startTimer && cancelled.has(command.startTimer.seq)) return [];
    const [kind, name] = named(command) ?? [];
    return kind === undefined ? [] : [{ kind, name: name ?? '', ...origins.get(command) }];
  });
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
