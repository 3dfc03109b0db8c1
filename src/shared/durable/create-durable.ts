import type { RunContext } from '../contract/run-context.js';
import { InvalidDurable } from '../errors/invalid-durable.js';
import { checkCallOptions } from './check-call-options.js';
import { DURABLE_OPTION_NAMES, type CallOptions, type DurableOptions, type InputOf } from './durable-options.js';
import { readDurableTag, writeDurableTag, type DurableOrigin, type DurableTag } from './durable-tag.js';
import { lazyProxy } from './lazy-proxy.js';

/** Options of `durable.factory`. */
export interface FactoryOptions<Context> extends DurableOptions<never> {
  /** A context to read name, description and schema from when the workflow is bundled. The tool made from it is never run. @default {} */
  readonly sample?: Context;
}

/** Makes things durable: in a workflow each call of them is a Temporal activity; everywhere else they stay what they are. */
export interface Durable {
  /**
   * Makes a tool, model, embedder or async function durable, and gives the same object back.
   *
   * @throws InvalidDurable for a value that cannot be tagged; UnknownOption; InvalidOption
   * @example
   * ```ts
   * const durable = durableModule(import.meta.url);
   * export const writeCrm = durable(async (note: Note) => crm.write(note), { p99: '3s' });
   * ```
   */
  <T extends object>(target: T, options?: DurableOptions<InputOf<T>>): T;

  /**
   * For a constructor that wants a secret or a connection: the factory never runs when a workflow is bundled, so CI needs no key.
   *
   * @param kind the framework and the thing, `<adapter>/<thing>`; the adapters list theirs
   * @param factory makes the thing, or a promise of it, when a worker first calls it. A thing that comes as a promise is for workflows only:
   *   outside of one it is not there yet when somebody asks it for a member
   * @example
   * ```ts
   * export const model = durable.lazy('my-adapter/language-model', () => createModel(process.env.KEY), { modelId: 'large' });
   * ```
   */
  lazy<T extends object>(kind: `${string}/${string}`, factory: (run: RunContext) => T | Promise<T>, options?: DurableOptions<never>): T;

  /**
   * For a tool that closes over the state of a request. The context goes to the activity as a second argument, so it must be JSON
   * and holds no secret.
   */
  factory<Context, T extends object>(factory: (context: Context) => T, options?: FactoryOptions<Context>): (context: Context) => T;

  /** An activity of a worker in any language: it gets the plain input and answers with a plain value. */
  remote<Input, Output>(activityType: string, options?: CallOptions): (input: Input) => Promise<Output>;
}

/** Makes the `durable` of one module. */
export function createDurable(moduleUrl: string, prefix: string | undefined): Durable {
  const tagWith = <T extends object>(target: T, options: DurableOptions<never>, origin: DurableOrigin): T => {
    checkTarget(target, moduleUrl);
    checkCallOptions(`durable() in ${moduleUrl}`, options, DURABLE_OPTION_NAMES);
    const tag: DurableTag = { v: 1, moduleUrl, options, origin, ...(prefix !== undefined && { prefix }) };
    return writeDurableTag(target, tag);
  };

  return Object.assign(
    <T extends object>(target: T, options: DurableOptions<InputOf<T>> = {}): T => tagWith(target, options, { type: 'value' }),
    {
      lazy: <T extends object>(
        kind: `${string}/${string}`,
        create: (run: RunContext) => T | Promise<T>,
        options: DurableOptions<never> = {},
      ): T => lazyProxy(create, (target) => tagWith(target, options, { type: 'lazy', kind, create })),

      factory<Context, T extends object>(create: (context: Context) => T, { sample, ...options }: FactoryOptions<Context> = {}) {
        const factory = (context: Context): T => create(context);
        return tagWith(factory, options, { type: 'factory', create, sample: sample ?? {} });
      },

      remote<Input, Output>(activityType: string, options: CallOptions = {}): (input: Input) => Promise<Output> {
        const problem = { what: `durable.remote('${activityType}')`, problem: 'was called outside a workflow' };
        const hint = 'It has no code here: only a workflow can call it, as an activity.';
        const call = (_input: Input): Promise<Output> => Promise.reject(new InvalidDurable({ ...problem, hint }));
        return tagWith(call, { ...options, id: activityType }, { type: 'remote', activityType });
      },
    },
  );
}

function checkTarget(target: unknown, moduleUrl: string): void {
  const what = `durable() in ${moduleUrl}`;
  if ((typeof target !== 'object' && typeof target !== 'function') || target === null) {
    throw new InvalidDurable({
      what,
      problem: `got ${String(target)}`,
      hint: 'Give it a tool, a model, an embedder or an async function.',
    });
  }
  if (readDurableTag(target) !== undefined) {
    throw new InvalidDurable({
      what,
      problem: 'got something that is durable already',
      hint: 'Call durable() once per thing, where it is defined.',
    });
  }
  if (!Object.isExtensible(target)) {
    throw new InvalidDurable({ what, problem: 'got a frozen object', hint: 'Make it with durable.lazy(kind, () => …) instead.' });
  }
}
