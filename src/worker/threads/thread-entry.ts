/** What runs in a thread: loads a step's module for itself, and runs the step when the main thread says so. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { parentPort, type MessagePort } from 'node:worker_threads';
import { provideDurableContext, type DurableContext } from '../../shared/context/durable-context.js';
import { readDurableTag, type DurableTag } from '../../shared/durable/durable-tag.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import type { Adapter, StepCall } from '../adapter.js';
import { judgeError } from '../pipeline/judge-error.js';
import { resolveKind } from '../registry/resolve-kind.js';
import { createThreadArtifacts } from './thread-artifacts.js';
import type { FromThread, ThreadTarget, ThreadTask, ToThread, UsageOfCall } from './thread-messages.js';
import { fromTransferred, toTransferred } from './transferred-error.js';

const contexts = new AsyncLocalStorage<DurableContext>();
provideDurableContext(() => contexts.getStore());

let running = new AbortController();

parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'abort') running.abort(fromTransferred(message.reason));
  else void answer(message);
});

async function answer(message: Exclude<ToThread, { type: 'abort' }>): Promise<void> {
  const usage: UsageOfCall[] = [];
  const target = message.type === 'find' ? message.target : message.task;
  let tag: DurableTag | undefined;
  try {
    const step = await findStep(target);
    tag = step.tag;
    const value = message.type === 'find' ? null : await run(step.perform, message.task, usage);
    post({ type: 'done', value, usage });
  } catch (error) {
    const judgement = judgeError(error, { kind: target.kind, classify: tag?.options.classify });
    post({ type: 'failed', judgement, error: toTransferred(error), usage });
  }
}

function run(perform: (call: StepCall) => Promise<unknown>, { input, context }: ThreadTask, usage: UsageOfCall[]): Promise<never> {
  running = new AbortController();
  const own: DurableContext = {
    ...context,
    signal: running.signal,
    artifacts: createThreadArtifacts(post),
    providerJob: refuseJob,
    resolve: () => Promise.reject(notInThread('durableContext().resolve')),
  };
  return contexts.run(own, () =>
    perform({
      input,
      context: own,
      prompt: () => Promise.reject(notInThread('A model')),
      prepare: (fn) => fn(),
      addUsage: (record) => usage.push(record),
    }),
  ) as Promise<never>;
}

async function refuseJob(): Promise<never> {
  const hint = 'Leave out `thread: true`: a step that waits for a provider holds up nothing.';
  throw new InvalidDurable({ what: 'providerJob()', problem: 'was called in a thread, which keeps no records', hint });
}

async function findStep({
  url,
  exportName,
  adapters,
}: ThreadTarget): Promise<{ tag: DurableTag; perform: (call: StepCall) => Promise<unknown> }> {
  const where = `'${exportName}' of ${url}`;
  const module = (await import(url)) as Readonly<Record<string, unknown>>;
  const value = module[exportName];
  const tag = readDurableTag(value);
  if (tag === undefined) throw notThere(where);
  const own = await Promise.all(adapters.map(createAdapter));
  const { perform } = resolveKind({ where, value: value as object, tag, adapters: own });
  if (perform === undefined) throw notThere(where);
  return { tag, perform };
}

async function createAdapter({ module, export: name }: { readonly module: string; readonly export: string }): Promise<Adapter> {
  const create = ((await import(module)) as Readonly<Record<string, () => Adapter>>)[name];
  if (create === undefined) throw new Error(`${module} exports no ${name}.`);
  return create();
}

function notThere(what: string): InvalidDurable {
  return new InvalidDurable({
    what,
    problem: 'has `thread: true`, but a thread that loads the file does not find it there',
    hint: 'Export it from that file under this name. A thread cannot run a closure that another module made.',
  });
}

function notInThread(what: string): InvalidDurable {
  return new InvalidDurable({
    what,
    problem: 'is not there in a worker thread',
    hint: 'Leave `thread: true` out for a step that needs it.',
  });
}

function post(message: FromThread, transfer: readonly MessagePort[] = []): void {
  parentPort?.postMessage(message, transfer);
}
