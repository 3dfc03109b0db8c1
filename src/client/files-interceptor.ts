import type { WorkflowClientInterceptor } from '@temporalio/client';
import type { Artifacts } from '../shared/artifacts/artifacts.js';
import { putFiles } from '../shared/files/put-files.js';

/** Puts the files of messages into the store before they are sent: history, and the workflow's code, get stand-ins. */
export function filesInterceptor(artifacts: Artifacts): WorkflowClientInterceptor {
  const put = <Values>(values: Values): Promise<Values> => putFiles(values, (bytes, mediaType) => artifacts.put(bytes, { mediaType }));
  return {
    start: async (input, next) => next({ ...input, options: { ...input.options, args: await put(input.options.args) } }),
    async signalWithStart(input, next) {
      const [args, signalArgs] = await put([input.options.args, input.signalArgs]);
      return next({ ...input, options: { ...input.options, args }, signalArgs });
    },
    signal: async (input, next) => next({ ...input, args: await put(input.args) }),
    async startUpdateWithStart(input, next) {
      const { workflowStartOptions, updateArgs } = input;
      const [args, ownArgs] = await put([workflowStartOptions.args, updateArgs]);
      return next({ ...input, workflowStartOptions: { ...workflowStartOptions, args }, updateArgs: ownArgs });
    },
    startUpdate: async (input, next) => next({ ...input, args: await put(input.args) }),
  };
}
