import { createHash } from 'node:crypto';
import { applyNode } from '../../shared/chain/apply-node.js';
import { chainText, settingsHash } from '../../shared/chain/chain-hash.js';
import type { ModelCodec } from '../../shared/chain/model-codec.js';
import { nodeOfCall } from '../../shared/chain/node-of-call.js';
import type { Hash, Json } from '../../shared/contract/json.js';
import type { ChainNode, ChainSnapshot, EditPart, ModelCall } from '../../shared/contract/prompt-chain.js';
import { keyOf, type ChainServices } from './chain-services.js';
import type { HistoryNodes } from './history-nodes.js';
import type { ModelPrompt } from './model-prompt.js';
import type { CachedPrompt } from './prompt-cache.js';
import { PromptNeeded } from './prompt-needed.js';
import { walkChain, type ChainSource } from './walk-chain.js';

const NODES_A_SNAPSHOT = 50;
const NOTHING_WRITTEN = Promise.resolve();
const NOTHING_YET: CachedPrompt = { messages: [], recent: [], snapshot: null, settings: null };

export interface ChainedCallOptions {
  readonly call: ModelCall;
  readonly codec: ModelCodec;
  readonly tenant: string | undefined;
  readonly services: ChainServices;
  readonly history: HistoryNodes;
}

/** One model call on the worker's side: its prompt is rebuilt when it is asked for, and its answer becomes a node. */
export class ChainedCall {
  readonly #options: ChainedCallOptions;
  /** Set once the prompt was built: an answer from the journal needs none. */
  #built: CachedPrompt | undefined;

  constructor(options: ChainedCallOptions) {
    this.#options = options;
  }

  /**
   * The whole prompt: from memory, else from the store, else from the history of the step's own workflow.
   *
   * @throws PromptNeeded, PayloadMissing, PayloadCorrupted
   */
  async prompt(): Promise<ModelPrompt> {
    const parent = await this.#parent();
    const ref = settingsRef(this.#options.call) ?? parent?.settings ?? undefined;
    const settings = await this.#settings(ref);
    if (parent === undefined || ref === undefined || settings === undefined) {
      throw new PromptNeeded({ prompt: parent === undefined, settings: settings === undefined });
    }
    const messages = applyNode(parent.messages, await this.#resolved());
    this.#built = { ...parent, messages, settings: ref };
    return { messages, settings };
  }

  /**
   * Keeps what was said. When it resolves, the store has the call's node and settings. Without a trace of the parent there is nothing that the
   * answer could be kept with; the next call then finds it in the history, or brings its whole prompt.
   */
  async record(answer: Json): Promise<void> {
    const { call, codec, services, tenant } = this.#options;
    const settings = settingsRef(call) ?? (await this.#settingsOfParent());
    if (settings === undefined) return;
    const node = nodeOfCall(call, { answer, settings, predict: codec.predict });
    const text = chainText(node);
    const head = createHash('sha256').update(text).digest('base64url');
    const store = services.textsOf(tenant);
    const prompt = this.#built && after(this.#built, head, node);
    const isSnapshot = prompt?.snapshot === head;
    await Promise.all([
      store?.put(text) ?? NOTHING_WRITTEN,
      this.#keepSettings(settings),
      isSnapshot && this.#built !== undefined ? store?.putSnapshot(head, snapshotText(head, this.#built)) : NOTHING_WRITTEN,
    ]);
    if (prompt !== undefined) services.prompts.add(keyOf(head, tenant), call.parent && keyOf(call.parent, tenant), prompt);
  }

  /** The messages that the call goes on from; undefined when nobody has them any longer. */
  async messagesBefore(): Promise<readonly Json[] | undefined> {
    return (await this.#parent())?.messages;
  }

  async #parent(): Promise<CachedPrompt | undefined> {
    const { call, services, tenant } = this.#options;
    if (call.parent === null) return NOTHING_YET;
    const cached = services.prompts.find(keyOf(call.parent, tenant));
    if (cached !== undefined) return cached;
    const path = await walkChain(call.parent, this.#source());
    if (path === undefined) return undefined;
    const literal = new Set(path.nodes.map(({ answer }) => answer));
    const raw = path.nodes.reduce<readonly Json[]>(applyNode, []);
    const resolved = await services.resolve(
      raw.map((message) => (literal.has(message) ? null : message)),
      tenant,
    );
    const settings = path.nodes.at(-1)?.settings ?? null;
    const found = {
      recent: path.recent,
      snapshot: path.snapshot,
      settings,
      messages: raw.map((message, index) => resolved[index] ?? message),
    };
    services.prompts.add(keyOf(call.parent, tenant), null, found);
    return found;
  }

  #source(): ChainSource {
    const { services, tenant, history } = this.#options;
    const texts = services.textsOf(tenant);
    return {
      async node(head) {
        const text = await texts?.get(head);
        return text === undefined ? fromHistory(history.node(head)) : (JSON.parse(text) as ChainNode);
      },
      async snapshot(head) {
        const text = await texts?.getSnapshot(head);
        return text === undefined ? undefined : readSnapshot(text);
      },
    };
  }

  async #settings(ref: Hash | undefined): Promise<Json | undefined> {
    const { call, services, tenant, history } = this.#options;
    if (call.settings !== undefined && 'value' in call.settings) return call.settings.value;
    if (ref === undefined) return undefined;
    const text = await services.readText(ref, tenant);
    if (text !== undefined) return JSON.parse(text) as Json;
    const settings = await fromHistory(history.settings(ref));
    if (settings !== undefined) services.rememberText(ref, tenant, JSON.stringify(settings));
    return settings;
  }

  async #settingsOfParent(): Promise<Hash | undefined> {
    const { call, services, tenant } = this.#options;
    if (call.parent === null) return undefined;
    const known = this.#built ?? services.prompts.find(keyOf(call.parent, tenant)) ?? (await this.#source().node(call.parent));
    return known?.settings ?? undefined;
  }

  async #keepSettings(hash: Hash): Promise<void> {
    const { call, services, tenant } = this.#options;
    if (call.settings === undefined || 'ref' in call.settings) return;
    const text = JSON.stringify(call.settings.value);
    services.rememberText(hash, tenant, text);
    await services.textsOf(tenant)?.put(text);
  }

  /** What the call adds, with results in place of references. */
  async #resolved(): Promise<Pick<ChainNode, 'delta' | 'edit'>> {
    const { call, services, tenant } = this.#options;
    const { delta, edit } = call;
    if (edit === undefined) return { delta: await services.resolve(delta, tenant) };
    const added = edit.map((part) => ('add' in part ? part.add : null));
    const resolved = await services.resolve([...added, ...delta], tenant);
    const resolvedEdit = edit.map((part, index): EditPart => ('add' in part ? { add: resolved[index] ?? null } : part));
    return { delta: resolved.slice(edit.length), edit: resolvedEdit };
  }
}

/** The hash of the settings, when the call says which. */
function settingsRef({ settings }: ModelCall): Hash | undefined {
  if (settings === undefined) return undefined;
  return 'ref' in settings ? settings.ref : settingsHash(settings.value);
}

/** A history that cannot be read is one that has nothing: the workflow still knows what it said. */
function fromHistory<Found>(found: Promise<Found | undefined>): Promise<Found | undefined> {
  return found.catch(() => undefined);
}

/** The prompt as the next call will find it. Every 50th is a snapshot. */
function after({ messages, recent, ...prompt }: CachedPrompt, head: Hash, { answer }: ChainNode): CachedPrompt {
  const next = [...recent, head];
  const said = answer === undefined ? messages : [...messages, answer];
  return next.length < NODES_A_SNAPSHOT
    ? { ...prompt, messages: said, recent: next }
    : { ...prompt, messages: said, recent: [], snapshot: head };
}

/** One that is damaged is none: the nodes say the same, one by one. */
function readSnapshot(text: string): ChainSnapshot | undefined {
  try {
    const value = JSON.parse(text) as ChainSnapshot | null;
    return Array.isArray(value?.ancestors) ? value : undefined;
  } catch {
    return undefined;
  }
}

function snapshotText(head: Hash, { recent, snapshot }: CachedPrompt): string {
  const value: ChainSnapshot = { v: 1, head, ancestors: [...recent, head], previous: snapshot };
  return JSON.stringify(value);
}
