import type { Hash, Json } from './json.js';

/** One place of an edit script over the last prompt: keep a range of its messages, or add one. */
export type EditPart = { readonly keep: readonly [from: number, to: number] } | { readonly add: Json };

/** One node of a conversation: what was added to its parent. Its head is the hash of the node. */
export interface ChainNode {
  readonly v: 1;
  readonly parent: Hash | null;
  readonly delta: readonly Json[];
  readonly edit?: readonly EditPart[];
  readonly codec: string;
}

/** A whole prompt, stored now and then so that a walk along the chain stays short. */
export interface ChainSnapshot {
  readonly v: 1;
  readonly head: Hash;
  readonly messages: readonly Json[];
  readonly ancestors: readonly Hash[];
  readonly codec: string;
}

/** The argument of every `model.*` activity: what is new since `parent`, and the call's settings by value or by hash. */
export interface ModelCall {
  readonly v: 1;
  readonly conversation: string;
  readonly parent: Hash | null;
  readonly delta: readonly Json[];
  readonly edit?: readonly EditPart[];
  readonly settings: { readonly ref: Hash } | { readonly value: Json };
  /** How messages, settings and the answer are encoded, by which adapter and in which version of its form: `<adapter>/<version>`. */
  readonly codec: string;
  readonly stream?: { readonly topic: string };
}

/** What a `model.*` activity returns as its value: the answer and the new head, or what it misses to build the prompt. */
export type ModelReply =
  | { readonly kind: 'answer'; readonly answer: Json; readonly head: Hash; readonly next: Hash; readonly settings: Hash }
  | { readonly kind: 'need'; readonly prompt: boolean; readonly settings: boolean };
