import { NotInWorkflow } from '../../../src/shared/errors/not-in-workflow.js';
import { failRun } from '../../../src/workflow/fail-run.js';
import { missedGlobal } from '../../../src/workflow/missed-global.js';
import { TOOL_FAILED_HOOK, type ToolFailedHook } from '../shared/tool-failed-hook.js';

/**
 * A tool whose code is in the workflow, and wants Node or the network there, can never work. The AI SDK would tell the model, which has no remedy: so
 * the run fails, and names the tool.
 */
const refuseNode: ToolFailedHook = (error, toolName) => {
  const missed = missedGlobal(error);
  if (missed !== undefined) {
    const what = `The code of the tool '${toolName}' uses ${missed.name}`;
    failRun(new NotInWorkflow({ what, instead: missed.instead, cause: error }));
  } else if (NotInWorkflow.isInstance(error)) {
    failRun(
      new NotInWorkflow({ what: `The code of the tool '${toolName}' uses the network, or a model that is not durable,`, cause: error }),
    );
  }
};

export function installToolFailedHook(): void {
  Reflect.set(globalThis, Symbol.for(TOOL_FAILED_HOOK), refuseNode);
}
