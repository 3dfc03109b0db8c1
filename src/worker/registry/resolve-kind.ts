import type { Json } from '../../shared/contract/json.js';
import type { RunContext } from '../../shared/contract/run-context.js';
import type { StubDescription } from '../../shared/durable/durable-options.js';
import type { DurableTag } from '../../shared/durable/durable-tag.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import { OncewardError } from '../../shared/errors/onceward-error.js';
import { nearestName } from '../../shared/options/nearest-name.js';
import type { Adapter, DurableKind, DurablePart, StartWarning, StepCall } from '../adapter.js';
import { coreKinds } from './core-kinds.js';

interface ResolvedKind extends Pick<DurableKind, 'kind' | 'stub' | 'codec' | 'byReference'> {
  readonly describe: () => StubDescription | Promise<StubDescription>;
  readonly perform?: Perform;
  readonly warnings?: () => readonly StartWarning[] | Promise<readonly StartWarning[]>;
  /** Has a lazy thing made anew when it is needed next. */
  readonly forgetMade?: (run: RunContext) => void;
  readonly parts: Readonly<Record<string, ResolvedPart>>;
}

/** A further activity of a thing, ready to be performed. */
export interface ResolvedPart extends Omit<DurablePart, 'perform'> {
  readonly perform: Perform;
}

type Perform = (call: StepCall) => Promise<Json>;

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
    return { kind: 'function', stub: kindNamed('onceward/function', all, where).stub, describe: () => ({}), parts: {} };
  }
  if (origin.type === 'lazy') {
    const targets = new Map<string | undefined, unknown>();
    const targetFor = (run: RunContext): unknown => {
      if (!targets.has(run.tenant)) targets.set(run.tenant, origin.create(run));
      return targets.get(run.tenant);
    };
    const forgetMade = (run: RunContext): void => void targets.delete(run.tenant);
    const made = async (run: RunContext): Promise<unknown> => {
      const target = targetFor(run);
      // What could not be made this time is made anew at the next attempt.
      return Promise.resolve(target).catch((error: unknown) => {
        if (targets.get(run.tenant) === target) forgetMade(run);
        throw error;
      });
    };
    const bind: Bind = (perform) => async (call) => perform(await made(call.context.run), call);
    return { ...resolved({ kind: kindNamed(origin.kind, all, where), sample: undefined, options, bind, where }), forgetMade };
  }
  if (origin.type === 'factory') {
    const create = origin.create as (context: unknown) => unknown;
    const sample = create(origin.sample);
    // The stub sends the context as the last argument.
    const bind: Bind = (perform) => (call) => perform(create(call.input.at(-1)), { ...call, input: call.input.slice(0, -1) });
    return resolved({ kind: kindOf(sample, all, where), sample, options, bind, where });
  }
  return resolved({ kind: kindOf(value, all, where), sample: value, options, bind: (perform) => (call) => perform(value, call), where });
}

/** Gives what performs a call its target. */
type Bind = (perform: DurablePart['perform']) => Perform;

interface Resolution {
  readonly kind: DurableKind;
  /** The thing, or one like it; undefined for a lazy one. */
  readonly sample: unknown;
  readonly options: DurableTag['options'];
  readonly bind: Bind;
  /** The export, as messages name it. */
  readonly where: string;
}

function resolved({ kind, sample, options, bind, where }: Resolution): ResolvedKind {
  const parts = Object.entries(kind.parts?.(sample) ?? {}).map(
    ([name, part]) => [name, { ...part, perform: bind(part.perform.bind(part)) }] as const,
  );
  return {
    kind: kind.kind,
    stub: kind.stub,
    ...(kind.codec !== undefined && { codec: kind.codec }),
    ...(kind.byReference !== undefined && { byReference: kind.byReference }),
    describe: () => describe(where, () => kind.describe(sample, options)),
    ...(kind.perform !== undefined && { perform: bind(kind.perform.bind(kind)) }),
    ...(sample !== undefined && { warnings: () => kind.warnings?.(sample) ?? [] }),
    parts: Object.fromEntries(parts),
  };
}

/** An adapter does not know what its thing is called. */
async function describe(where: string, ask: () => StubDescription | Promise<StubDescription>): Promise<StubDescription> {
  try {
    return await ask();
  } catch (error) {
    const problem = `cannot be described to workflow code: ${messageOf(error)}`;
    throw new InvalidDurable({ what: where, problem, hint: OncewardError.isInstance(error) ? error.hint : UNDESCRIBED });
  }
}

function messageOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.replace(/\.$/, '');
}

const UNDESCRIBED = 'What a model is told of it has to be there when the workflow is bundled.';

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
