import { resolveReferences } from '../../payloads/chain/resolve-references.js';
import { createTextStore, keyOfHash, type TextStore } from '../../payloads/chain/text-store.js';
import type { ContentPlace } from '../../payloads/encryption/sealed-content.js';
import type { ModelCodec } from '../../shared/chain/model-codec.js';
import { toReferenceJson, type ResultReference } from '../../shared/chain/result-reference.js';
import type { Hash, Json } from '../../shared/contract/json.js';
import { LeastRecentlyUsed } from '../../shared/memory/least-recently-used.js';
import { PayloadMissing } from '../../shared/errors/payload-missing.js';
import { PromptCache } from './prompt-cache.js';

/** Room for results that were written or read lately, for each prompt in memory: the next prompt needs the last one. 32 MB by default. */
const CHARACTERS_A_PROMPT = 125_000;

export interface ChainServicesOptions {
  /** Where texts are kept; missing where history is the only record. */
  readonly place: ContentPlace | undefined;
  readonly codecs: ReadonlyMap<string, ModelCodec>;
  readonly cachedPrompts: number;
}

/** What the activities of a worker share for prompts and results. */
export class ChainServices {
  readonly codecs: ReadonlyMap<string, ModelCodec>;
  readonly prompts: PromptCache;
  readonly #place: ContentPlace | undefined;
  readonly #texts: LeastRecentlyUsed<string>;

  constructor({ place, codecs, cachedPrompts }: ChainServicesOptions) {
    this.#place = place;
    this.codecs = codecs;
    this.prompts = new PromptCache(cachedPrompts);
    this.#texts = new LeastRecentlyUsed(cachedPrompts * CHARACTERS_A_PROMPT, ({ length }) => length);
  }

  get hasStore(): boolean {
    return this.#place !== undefined;
  }

  /** The store of a tenant; undefined without a store. */
  textsOf(tenant: string | undefined): TextStore | undefined {
    return this.#place && createTextStore(this.#place, tenant);
  }

  /** A text of a tenant's store, from memory if it was there lately. */
  async readText(hash: Hash, tenant: string | undefined): Promise<string | undefined> {
    const key = keyOf(hash, tenant);
    const cached = this.#texts.get(key);
    if (cached !== undefined) return cached;
    const text = await this.textsOf(tenant)?.get(hash);
    if (text !== undefined) this.#texts.set(key, text);
    return text;
  }

  rememberText(hash: Hash, tenant: string | undefined, text: string): void {
    this.#texts.set(keyOf(hash, tenant), text);
  }

  /** Stores a result and gives what stands for it; undefined without a store. */
  async toReference(result: Json, tenant: string | undefined, preview?: string): Promise<Json | undefined> {
    const store = this.textsOf(tenant);
    if (store === undefined) return undefined;
    const text = JSON.stringify(result);
    const $ref = await store.put(text);
    this.rememberText($ref, tenant, text);
    const reference: ResultReference = { $ref, bytes: Buffer.byteLength(text), ...(preview !== undefined && { preview }) };
    return toReferenceJson(result, reference);
  }

  /**
   * Values with results in place of references.
   *
   * @throws PayloadMissing, PayloadCorrupted
   */
  resolve(values: readonly Json[], tenant: string | undefined): Promise<Json[]> {
    return resolveReferences(values, (hash) => this.#require(hash, tenant));
  }

  async #require(hash: Hash, tenant: string | undefined): Promise<string> {
    const text = await this.readText(hash, tenant);
    if (text !== undefined) return text;
    const { name = 'none', location = 'no store' } = this.#place?.store ?? {};
    throw new PayloadMissing({ store: name, location, key: keyOfHash(hash), others: this.#place?.formerStores });
  }
}

/** The tenant is part of every name in memory, too. */
export function keyOf(hash: Hash, tenant: string | undefined): string {
  return tenant === undefined ? hash : `${tenant}/${hash}`;
}
