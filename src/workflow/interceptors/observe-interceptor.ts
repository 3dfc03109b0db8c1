import { proxySinks, type ConcludeActivationInput, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';
import { OBSERVE_HEADER_NAME, type CommandKind, type ObservedCommand } from '../../shared/replay/observed-command.js';

type Command = ConcludeActivationInput['commands'][number];

/** Temporal's object for the run that the sandbox has in hand: every command goes through this method, at the moment the code asks for it. */
interface Activator {
  pushCommand(command: Command, complete?: boolean): void;
}

interface ReplaySinks extends Sinks {
  oncewardReplay: { commands(commands: readonly ObservedCommand[]): void };
}

/** Tells a replay that asks for it which commands the code gives, and where. Without its header, which no run of a server has, it does nothing. */
export function observeInterceptor(): WorkflowInterceptors {
  let stacks: WeakMap<Command, string> | undefined;
  return {
    inbound: [
      {
        execute(input, next) {
          if (input.headers[OBSERVE_HEADER_NAME] !== undefined) stacks = noteStacks();
          return next(input);
        },
      },
    ],
    internals: [
      {
        concludeActivation(input, next) {
          if (stacks !== undefined) proxySinks<ReplaySinks>().oncewardReplay.commands(describe(input.commands, stacks));
          return next(input);
        },
      },
    ],
  };
}

function noteStacks(): WeakMap<Command, string> {
  const stacks = new WeakMap<Command, string>();
  const { __TEMPORAL_ACTIVATOR__: activator } = globalThis as { readonly __TEMPORAL_ACTIVATOR__?: Activator };
  if (activator === undefined) return stacks;
  const push = activator.pushCommand.bind(activator);
  activator.pushCommand = (command, complete) => {
    stacks.set(command, new Error('place').stack ?? '');
    push(command, complete);
  };
  return stacks;
}

function describe(commands: readonly Command[], stacks: WeakMap<Command, string>): readonly ObservedCommand[] {
  // A timer that is cancelled before anybody heard of it is never started.
  const cancelled = new Set(commands.flatMap(({ cancelTimer }) => (cancelTimer ? [cancelTimer.seq] : [])));
  return commands.flatMap((command) => {
    if (command.startTimer && cancelled.has(command.startTimer.seq)) return [];
    const [kind, name] = named(command) ?? [];
    const stack = stacks.get(command);
    return kind === undefined ? [] : [{ kind, name: name ?? '', ...(stack !== undefined && { stack }) }];
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
