import type { Hash, Json } from './json.js';

/** One place of an edit script over the last prompt: keep a range of its messages, or add one. */
export type EditPart = { readonly keep: readonly [from: number, to: number] } | { readonly add: Json };

/**
 * One node of a conversation: what an answered call added to its parent. Its head is the hash of the node. The prompt of a node is its parent's
 * prompt, or what the edit script keeps and adds of it, then the delta, then the answer.
 */
export interface ChainNode {
  readonly v: 1;
  readonly parent: Hash | null;
  readonly delta: readonly Json[];
  readonly edit?: readonly EditPart[];
  /** The message that the framework was expected to make of the answer. What a model said is taken literally: no reference is looked for in it. */
  readonly answer?: Json;
  /** Of the call's settings. */
  readonly settings: Hash;
  readonly codec: string;
}

/** Written beside every 50th node: the heads since the snapshot before, so that a walk along the chain reads 50 nodes at once. */
export interface ChainSnapshot {
  readonly v: 1;
  readonly head: Hash;
  /** Oldest first; the last one is `head`. */
  readonly ancestors: readonly Hash[];
  /** The head of the snapshot before this one. */
  readonly previous: Hash | null;
}

/**
 * The argument of every `model.*` activity: what is new since `parent`, and the call's settings by value, by hash once they were sent, or not at
 * all when they are those of `parent`.
 * Both sides compute the head of the node that the answered call leaves, so no head has to be told.
 */
export interface ModelCall {
  readonly v: 1;
  readonly parent: Hash | null;
  readonly delta: readonly Json[];
  readonly edit?: readonly EditPart[];
  readonly settings?: { readonly ref: Hash } | { readonly value: Json };
  /** How messages, settings and the answer are encoded, by which adapter and in which version of its form: `<adapter>/<version>`. */
  readonly codec: string;
  readonly stream?: { readonly topic: string };
}

/**
 * The second argument of a tool that needs the messages of the conversation in which a model called it: the head after that answer. Null when
 * no model did.
 */
export type ConversationLink = { readonly v: 1; readonly head: Hash; readonly codec: string } | null;

/** What a `model.*` activity returns as its value: the answer, or what it misses to build the prompt. */
export type ModelReply = { readonly answer: Json } | { readonly need: { readonly prompt: boolean; readonly settings: boolean } };
