import type { ListedTool } from '../../shared/contract/toolbox.js';
import type { Toolbox } from '../../shared/durable/toolbox.js';
import { InvalidDurable } from '../../shared/errors/invalid-durable.js';
import { InvalidOption } from '../../shared/errors/invalid-option.js';
import { checkOptions } from '../../shared/options/check-options.js';
import { descriptionText } from '../../shared/steps/description-text.js';
import { requirePart, type DurableEntry } from '../../shared/steps/durable-entry.js';
import { stubOriginOf } from '../stubs/define-stub.js';
import { listTools } from './list-tools.js';

export interface OfferOptions {
  /**
   * Whether the id of the server goes before the names of its tools, `github__search`: for names that several of the servers have, or for all.
   * @default 'on-collision'
   */
  readonly prefix?: 'on-collision' | 'always';
}

/**
 * The tools of durable toolboxes, each as an entry to make a framework's tool of: `description` has the name that a model sees, what the tool
 * says of itself, and how its toolbox names it.
 *
 * @throws InvalidDurable for what is no durable toolbox, and for two tools of one name; InvalidOption; UnknownOption
 */
export async function offeredTools(
  where: string,
  toolboxes: Toolbox | readonly Toolbox[],
  options: OfferOptions = {},
): Promise<readonly DurableEntry[]> {
  checkOptions(where, options, ['prefix']);
  const { prefix = 'on-collision' } = options;
  if (prefix !== 'on-collision' && prefix !== 'always') {
    const problem = `is ${JSON.stringify(prefix)}`;
    throw new InvalidOption({ where, option: 'prefix', problem, hint: "Give 'on-collision' or 'always'." });
  }
  const entries = [toolboxes].flat().map((toolbox) => entryOf(where, toolbox));
  const lists = await Promise.all(entries.map(async (entry) => ({ entry, tools: (await listTools(entry)).tools })));
  const all = lists.flatMap(({ entry, tools }) => tools.map((tool) => ({ entry, tool })));
  const isShared = (name: string): boolean => all.filter(({ tool }) => tool.name === name).length > 1;
  const offered = all.map(({ entry, tool }) =>
    toolEntryOf(entry, tool, prefix === 'always' || isShared(tool.name) ? `${entry.id}__${tool.name}` : tool.name),
  );
  checkDistinct(where, offered);
  return offered;
}

function entryOf(where: string, toolbox: Toolbox): DurableEntry {
  const entry = typeof toolbox === 'object' && toolbox !== null ? stubOriginOf(toolbox)?.entry : undefined;
  if (entry !== undefined && toolbox.toolbox) return entry;
  const hint = 'Give it something like `github`, imported from a durable module, in workflow code.';
  throw new InvalidDurable({ what: where, problem: 'got something that is no durable server of tools', hint });
}

function toolEntryOf(entry: DurableEntry, listed: ListedTool, name: string): DurableEntry {
  const { onFailure } = entry;
  const description = { ...listed, name, tool: listed.name };
  return { ...requirePart(entry, 'call'), description, ...(onFailure !== undefined && { onFailure }) };
}

function checkDistinct(where: string, entries: readonly DurableEntry[]): void {
  const seen = new Map<string, DurableEntry>();
  for (const entry of entries) {
    const name = descriptionText(entry, 'name');
    const other = seen.get(name);
    if (other !== undefined) {
      const problem = `found two tools of the name '${name}', of ${other.id} and ${entry.id}`;
      throw new InvalidDurable({ what: where, problem, hint: 'Give one of the servers another `id`, or choose with its option `tools`.' });
    }
    seen.set(name, entry);
  }
}
