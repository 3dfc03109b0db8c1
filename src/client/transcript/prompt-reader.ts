import type { ModelRun, ModelStep } from '../../payloads/chain/read-model-run.js';
import { resolveReferences } from '../../payloads/chain/resolve-references.js';
import { keyOfHash, type TextStore } from '../../payloads/chain/text-store.js';
import { applyNode } from '../../shared/chain/apply-node.js';
import type { CapturedExchange } from '../../shared/contract/captured-exchange.js';
import type { Hash, Json } from '../../shared/contract/json.js';
import type { ChainNode } from '../../shared/contract/prompt-chain.js';
import type { StepUsage } from '../../shared/contract/step-result.js';
import { PayloadMissing } from '../../shared/errors/payload-missing.js';
import { PromptLost } from '../../shared/errors/prompt-lost.js';
import { hydrateFiles } from '../../shared/files/hydrate-files.js';

type ReadFile = Parameters<typeof hydrateFiles>[1];

/** Where a prompt is that is not in the histories. */
export interface PromptSources {
  readonly texts: TextStore | undefined;
  /** Gives the content of a file. */
  readonly readFile: ReadFile;
}

/** Puts the prompts of a run together again, each message once. */
export class PromptReader {
  readonly #runs: readonly ModelRun[];
  readonly #texts: TextStore | undefined;
  readonly #readFile: ReadFile;
  readonly #prompts = new Map<Hash, readonly Json[]>();
  /** Messages by themselves, with results in place of references, and the content of files. */
  readonly #resolved = new Map<Json, Json>();

  /** What models said: no reference is looked for in it. */
  readonly #literal = new Set<Json>();

  constructor(runs: readonly ModelRun[], { texts, readFile }: PromptSources) {
    this.#runs = runs;
    this.#texts = texts;
    this.#readFile = readFile;
  }

  /** @throws PayloadMissing, PayloadCorrupted, PromptLost */
  async promptOf({ call, activityType }: ModelStep): Promise<readonly Json[]> {
    const parent = call.parent === null ? [] : await this.#after(call.parent, activityType);
    const prompt = applyNode(parent, call);
    const open = prompt.filter((message) => !this.#resolved.has(message));
    const resolved = await resolveReferences(
      open.map((message) => (this.#literal.has(message) ? null : message)),
      (hash) => this.#require(hash),
    );
    // One after the other: several may hold the same file, and all of them together many.
    for (const [index, message] of open.entries()) this.#resolved.set(message, await this.withFiles(resolved[index] ?? message));
    return prompt.map((message) => this.#resolved.get(message) ?? message);
  }

  async settingsOf({ call, node }: ModelStep): Promise<Json> {
    if (call.settings !== undefined && 'value' in call.settings) return this.withFiles(call.settings.value);
    const known = this.#runs.map(({ settings }) => settings.get(node.settings)).find((settings) => settings !== undefined);
    return this.withFiles(known ?? (JSON.parse(await this.#require(node.settings)) as Json));
  }

  /** The value with the content of its files. @throws PayloadMissing, PayloadCorrupted */
  withFiles(value: Json): Promise<Json> {
    return hydrateFiles(value, this.#readFile);
  }

  async exchangesOf(usage: readonly StepUsage[]): Promise<readonly CapturedExchange[]> {
    const exchanges: CapturedExchange[] = [];
    for (const { captured } of usage) {
      const text = captured === undefined ? undefined : await this.#texts?.get(captured);
      if (text !== undefined) exchanges.push(JSON.parse(text) as CapturedExchange);
    }
    return exchanges;
  }

  /** The messages that a head stands for, with references as they are. */
  async #after(head: Hash, step: string): Promise<readonly Json[]> {
    const path: [Hash, ChainNode][] = [];
    let cursor: Hash | null = head;
    for (; cursor !== null && !this.#prompts.has(cursor); cursor = path.at(-1)?.[1].parent ?? null) {
      path.push([cursor, await this.#node(cursor, step)]);
    }
    let messages = cursor === null ? [] : (this.#prompts.get(cursor) ?? []);
    for (const [hash, node] of path.toReversed()) {
      messages = applyNode(messages, node);
      if (node.answer !== undefined) this.#literal.add(node.answer);
      this.#prompts.set(hash, messages);
    }
    return messages;
  }

  async #node(head: Hash, step: string): Promise<ChainNode> {
    const known = this.#runs.map(({ nodes }) => nodes.get(head)).find((node) => node !== undefined);
    if (known !== undefined) return known;
    const text = await this.#texts?.get(head);
    if (text !== undefined) return JSON.parse(text) as ChainNode;
    throw new PromptLost({ step, problem: 'what came before it is neither in the histories that are left nor in a store' });
  }

  async #require(hash: Hash): Promise<string> {
    const text = await this.#texts?.get(hash);
    if (text !== undefined) return text;
    throw new PayloadMissing({ store: 'none', location: 'the stores that were given', key: keyOfHash(hash) });
  }
}
