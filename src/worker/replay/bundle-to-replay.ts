import { readFile } from 'node:fs/promises';
import type { ReplayOptions } from './replay-options.js';

/** The code of the workflows, bundled once for all histories. */
export async function bundleToReplay({ workflowsPath, bundle, plugins, dataConverter = {} }: ReplayOptions): Promise<string> {
  if (bundle !== undefined) return 'code' in bundle ? bundle.code : readFile(bundle.codePath, 'utf8');
  const { bundleWorkflowCode, Runtime } = await import('@temporalio/worker');
  const { payloadConverterPath, failureConverterPath } = dataConverter;
  const { code } = await bundleWorkflowCode({
    workflowsPath: workflowsPath ?? '',
    plugins: [...plugins],
    logger: Runtime.instance().logger,
    ...(payloadConverterPath !== undefined && { payloadConverterPath }),
    ...(failureConverterPath !== undefined && { failureConverterPath }),
  });
  return code;
}
