import { NotInWorkflow } from '../../../src/shared/errors/not-in-workflow.js';
import { failRun } from '../../../src/workflow/fail-run.js';
import { TOOL_FAILED_HOOK, type ToolFailedHook } from '../shared/tool-failed-hook.js';

/** What code of Node takes for granted, and the sandbox does not have. */
const NODE_GLOBAL = /^(process|Buffer|require|module|__dirname|__filename|setImmediate|XMLHttpRequest|WebSocket)\b.* is not defined$/;

/**
 * A tool whose code is in the workflow, and wants Node or the network there, can never work. The AI SDK would tell the model, which has no remedy: so
 * the run fails, and names the tool.
 */
const refuseNode: ToolFailedHook = (error, toolName) => {
  const wanted = error instanceof ReferenceError ? NODE_GLOBAL.exec(error.message)?.[1] : undefined;
  if (wanted !== undefined) failRun(new NotInWorkflow({ what: `The code of the tool '${toolName}' uses ${wanted}`, cause: error }));
  else if (NotInWorkflow.isInstance(error)) {
    failRun(
      new NotInWorkflow({ what: `The code of the tool '${toolName}' uses the network, or a model that is not durable,`, cause: error }),
    );
  }
};

export function installToolFailedHook(): void {
  Reflect.set(globalThis, Symbol.for(TOOL_FAILED_HOOK), refuseNode);
}
