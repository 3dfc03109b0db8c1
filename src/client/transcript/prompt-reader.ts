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

/** Puts the prompts of a run together again, each message once. */
export class PromptReader {
  readonly #runs: readonly ModelRun[];
  readonly #texts: TextStore | undefined;
  readonly #prompts = new Map<Hash, readonly Json[]>();
  /** Messages by themselves, with results in place of references; of what a model said, the message itself. */
  readonly #resolved = new Map<Json, Json>();

  constructor(runs: readonly ModelRun[], texts: TextStore | undefined) {
    this.#runs = runs;
    this.#texts = texts;
  }

  /** @throws PayloadMissing, PayloadCorrupted, PromptLost */
  async promptOf({ call, activityType }: ModelStep): Promise<readonly Json[]> {
    const parent = call.parent === null ? [] : await this.#after(call.parent, activityType);
    const prompt = applyNode(parent, call);
    const open = prompt.filter((message) => !this.#resolved.has(message));
    const resolved = await resolveReferences(open, (hash) => this.#require(hash));
    open.forEach((message, index) => this.#resolved.set(message, resolved[index] ?? null));
    return prompt.map((message) => this.#resolved.get(message) ?? message);
  }

  async settingsOf({ call, node }: ModelStep): Promise<Json> {
    if (call.settings !== undefined && 'value' in call.settings) return call.settings.value;
    const known = this.#runs.map(({ settings }) => settings.get(node.settings)).find((settings) => settings !== undefined);
    return known ?? (JSON.parse(await this.#require(node.settings)) as Json);
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
      if (node.answer !== undefined) this.#resolved.set(node.answer, node.answer);
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
