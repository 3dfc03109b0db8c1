import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Compilation, Compiler } from 'webpack';
import { WorkflowsNotLoadable } from '../../shared/errors/workflows-not-loadable.js';
import { importChain } from './import-chain.js';
import { importGraphOf } from './import-graph.js';
import type { LoadedBundle, LoadFailure } from './load-failure.js';
import { refusalFor, type Refusal } from './refusal.js';

const NAME = 'onceward-load-check';
const INLINE_MAP = /^\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([A-Za-z0-9+/=]+)\s*$/m;
/** In a line of a stack as Temporal writes it. */
const FILE_OF_FRAME = /(?:\(|at )((?:[A-Za-z]:)?[\\/].+?):\d+:\d+\)?$/;

/**
 * Loads each bundle once, before it is handed out. A module that throws while it is loaded would fail each task of each run, and Temporal would
 * try each of them again for ever.
 */
export function checkThatItLoads(compiler: Compiler, refusals: readonly Refusal[]): void {
  compiler.hooks.emit.tapPromise(NAME, async (compilation) => {
    const [asset] = Object.values(compilation.assets);
    if (asset === undefined || compilation.errors.length > 0) return;
    const failure = await failureToLoad(String(asset.source())).catch((error: unknown) => {
      // Temporal's sandbox is no public part of its SDK. Where another version has another, the bundle is as good as it was.
      compilation.warnings.push(new compiler.webpack.WebpackError(`Whether the workflows can be loaded was not checked: ${String(error)}`));
      return undefined;
    });
    if (failure !== undefined) throw notLoadable(compilation, failure, refusals);
  });
}

async function failureToLoad(code: string): Promise<LoadFailure | undefined> {
  const [, map = ''] = INLINE_MAP.exec(code) ?? [];
  const workerData: LoadedBundle = {
    code,
    sourceMap: JSON.parse(Buffer.from(map, 'base64').toString('utf8')),
    filename: '/onceward/bundle.js',
  };
  // What the modules write while they load, they will write again in a worker.
  const thread = new Worker(new URL(import.meta.resolve('onceward/threads/load-check')), {
    workerData,
    name: 'onceward-load',
    stdout: true,
    stderr: true,
  });
  try {
    const [failure] = (await once(thread, 'message')) as [LoadFailure | undefined];
    return failure;
  } finally {
    await thread.terminate();
  }
}

function notLoadable(compilation: Compilation, { name, message, stack }: LoadFailure, refusals: readonly Refusal[]): WorkflowsNotLoadable {
  const graph = importGraphOf(compilation);
  const frames = stack.split('\n').flatMap((line) => FILE_OF_FRAME.exec(line)?.[1] ?? []);
  const file = frames.find((frame) => graph.filesTo(frame) !== undefined);
  const files = file === undefined ? [] : (graph.filesTo(file) ?? []);
  const refusal = files.map((one) => refusalFor(one, refusals)).find((candidate) => candidate !== undefined);
  return new WorkflowsNotLoadable({
    problem: `${name}: ${message}`,
    chain: importChain(files),
    ...(refusal !== undefined && { hint: refusal.instead }),
    cause: Object.assign(new Error(message), { name, stack }),
  });
}
