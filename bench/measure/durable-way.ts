import { writeFileSync } from 'node:fs';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { loadCase, type CaseOptions } from './bench-case.ts';
import type { PeerOptions } from './peers.ts';
import type { Measurement } from './measurement.ts';

/** A way to run an agent on Temporal. Its programs are called, and answer, like those of `bench/process/`. */
export interface DurableWay {
  readonly name: Measurement['way'];
  /** For worker, bundle and replay. */
  readonly options?: CaseOptions | PeerOptions;
  /** Writes the bundle of the workflows into this file. */
  readonly bundle: (file: string) => Promise<void>;
  readonly worker: URL;
  readonly replay: URL;
}

/** The agent with this package. */
export function oncewardWay(caseName: string, options: CaseOptions = {}): DurableWay {
  return {
    name: 'onceward',
    options,
    worker: new URL('../process/worker.ts', import.meta.url),
    replay: new URL('../process/replay.ts', import.meta.url),
    async bundle(file) {
      const { workflowsPath, createPlugin } = await loadCase(caseName);
      const { code } = await bundleWorkflowCode({ workflowsPath, plugins: [createPlugin(options)], logger: new DefaultLogger('ERROR') });
      writeFileSync(file, code);
    },
  };
}
