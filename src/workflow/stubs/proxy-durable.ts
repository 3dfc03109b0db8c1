import type { Json } from '../../shared/contract/json.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import { nearestName } from '../../shared/options/nearest-name.js';
import { DEFAULT_POLICIES } from '../../shared/policy/default-policies.js';
import { functionStub } from './function-stub.js';

type AsyncFunction = (...input: never[]) => Promise<unknown>;

/** The durable functions of a module, by name. */
export type DurableFunctions<Module> = {
  readonly [Name in keyof Module as Module[Name] extends AsyncFunction ? Name : never]: Module[Name];
};

export interface ProxyDurableOptions {
  /** The `prefix` that the module was opened with. */
  readonly prefix?: string;
  /** Names of the functions, so that a wrong one fails here and not after the activity's last attempt. */
  readonly names?: readonly string[];
}

/**
 * Temporal's own idiom over the same stubs: the module is imported as a type only, so any bundler will do. Gives the durable
 * functions of the module; a tool or a model carries a schema that only the plugin's stubs, or `proxyTool`, bring along.
 *
 * @throws InvalidDurable for a name that `names` does not list
 * @example
 * ```ts
 * import type * as tools from './tools.js';
 * const { writeCrm } = proxyDurable<typeof tools>();
 * ```
 */
export function proxyDurable<Module>({ prefix, names }: ProxyDurableOptions = {}): DurableFunctions<Module> {
  const stubs = new Map<string, (...input: Json[]) => Promise<Json>>();
  const stubOf = (name: string): ((...input: Json[]) => Promise<Json>) => {
    const known = stubs.get(name);
    if (known !== undefined) return known;
    if (names !== undefined && !names.includes(name)) throw unknownName(name, names);
    const id = prefix === undefined ? name : `${prefix}.${name}`;
    const policy = DEFAULT_POLICIES.function;
    const stub = functionStub({ activityType: `function.${id}`, kind: 'function', id, policy, description: {} });
    stubs.set(name, stub);
    return stub;
  };
  return new Proxy({}, { get: (_target, name) => (typeof name === 'string' ? stubOf(name) : undefined) }) as DurableFunctions<Module>;
}

function unknownName(name: string, names: readonly string[]): InvalidDurable {
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? `It knows ${names.join(', ')}.` : `Did you mean '${nearest}'?`;
  return new InvalidDurable({ what: 'proxyDurable()', problem: `has no function '${name}'`, hint });
}
