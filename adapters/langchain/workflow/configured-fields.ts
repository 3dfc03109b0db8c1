import type { Json } from '../../../src/shared/contract/json.js';
import { toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { InvalidOption } from '../../../src/shared/errors/invalid-option.js';
import type { ConfigurableFields } from '../shared/configurable-fields.js';

/** What LangGraph keeps in the config of its own calls. */
const OF_THE_GRAPH = /^(?:__pregel_|checkpoint_|thread_id$)/;
const CREDENTIAL = /(?:key|token|secret|password|credentials?)$/i;

/**
 * The fields of a model that a call configures, as its activity gets them.
 *
 * @throws InvalidOption for a credential: it would stand in history for everybody to read
 */
export function configuredFields({ names, prefix }: ConfigurableFields, configurable: object): { readonly [name: string]: Json } {
  const fields = Object.entries(configurable).filter(([name]) => {
    const isConfigurable = names === 'any' || names.includes(name.slice(prefix.length));
    return name.startsWith(prefix) && isConfigurable && !OF_THE_GRAPH.test(name);
  });
  for (const [name] of fields) if (CREDENTIAL.test(name)) throw credentialRefused(name);
  return toRichJson(Object.fromEntries(fields)) as { readonly [name: string]: Json };
}

function credentialRefused(name: string): InvalidOption {
  return new InvalidOption({
    where: 'the config of a model call',
    option: `configurable.${name}`,
    problem: 'would stand in the history of the run, for everybody to read',
    hint: 'Give it to the model where that is made, in its durable module: `durable.lazy(kind, (run) => …)` for one key a tenant.',
  });
}
