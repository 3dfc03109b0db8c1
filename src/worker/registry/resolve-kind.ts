import type { Json } from '../../shared/contract/json.js';
import type { RunContext } from '../../shared/contract/run-context.js';
import type { StubDescription } from '../../shared/durable/durable-options.js';
import type { DurableTag } from '../../shared/durable/durable-tag.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import { nearestName } from '../../shared/options/nearest-name.js';
import type { Adapter, DurableKind, StartWarning, StepCall } from '../adapter.js';
import { coreKinds } from './core-kinds.js';

interface ResolvedKind extends Pick<DurableKind, 'kind' | 'stub' | 'codec' | 'operations' | 'byReference'> {
  readonly describe: () => StubDescription | Promise<StubDescription>;
  readonly perform?: (call: StepCall) => Promise<Json>;
  readonly warnings?: () => readonly StartWarning[] | Promise<readonly StartWarning[]>;
}

interface ResolveOptions {
  readonly where: string;
  readonly value: object;
  readonly tag: DurableTag;
  readonly adapters: readonly Adapter[];
}

/** Says what a durable export is and how it is performed, by where it comes from. */
export function resolveKind({ where, value, tag, adapters }: ResolveOptions): ResolvedKind {
  const { origin, options } = tag;
  const all = [...adapters, coreKinds];
  if (origin.type === 'remote') {
    return { kind: 'function', stub: kindNamed('onceward/function', all, where).stub, describe: () => ({}) };
  }
  if (origin.type === 'lazy') {
    const kind = kindNamed(origin.kind, all, where);
    const targets = new Map<string | undefined, unknown>();
    const targetFor = (run: RunContext): unknown => {
      if (!targets.has(run.tenant)) targets.set(run.tenant, origin.create(run));
      return targets.get(run.tenant);
    };
    const describe = (): StubDescription | Promise<StubDescription> => kind.describe(undefined, options);
    return { ...sharedOf(kind), describe, perform: (call) => kind.perform(targetFor(call.context.run), call) };
  }
  if (origin.type === 'factory') {
    const create = origin.create as (context: unknown) => unknown;
    const sample = create(origin.sample);
    const kind = kindOf(sample, all, where);
    // The stub sends the context as the last argument.
    const perform = (call: StepCall): Promise<Json> => kind.perform(create(call.input.at(-1)), { ...call, input: call.input.slice(0, -1) });
    return { ...sharedOf(kind), describe: () => kind.describe(sample, options), perform, warnings: () => kind.warnings?.(sample) ?? [] };
  }
  const kind = kindOf(value, all, where);
  return {
    ...sharedOf(kind),
    describe: () => kind.describe(value, options),
    perform: (call) => kind.perform(value, call),
    warnings: () => kind.warnings?.(value) ?? [],
  };
}

function sharedOf({ kind, stub, codec, operations, byReference }: DurableKind): Omit<ResolvedKind, 'describe' | 'perform'> {
  return {
    kind,
    stub,
    ...(codec !== undefined && { codec }),
    ...(operations !== undefined && { operations }),
    ...(byReference !== undefined && { byReference }),
  };
}

function kindOf(target: unknown, adapters: readonly Adapter[], where: string): DurableKind {
  for (const adapter of adapters) {
    const name = isObject(target) ? adapter.recognize(target) : undefined;
    const kind = name === undefined ? undefined : adapter.kinds[name];
    if (kind !== undefined) return kind;
  }
  throw new InvalidDurable({
    what: where,
    problem: `is nothing that ${adapters.map(({ name }) => name).join(', ')} can run`,
    hint: 'Add the adapter of its framework to `new OncewardPlugin({ adapters: [...] })`, or wrap the call in an async function.',
  });
}

function kindNamed(name: string, adapters: readonly Adapter[], where: string): DurableKind {
  for (const { kinds } of adapters) {
    const kind = kinds[name];
    if (kind !== undefined) return kind;
  }
  const known = adapters.flatMap(({ kinds }) => Object.keys(kinds));
  const nearest = nearestName(name, known);
  throw new InvalidDurable({
    what: where,
    problem: `is durable.lazy('${name}', …), a kind that no adapter has`,
    hint: nearest === undefined ? `The adapters of this worker have ${known.join(', ')}.` : `Did you mean '${nearest}'?`,
  });
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
