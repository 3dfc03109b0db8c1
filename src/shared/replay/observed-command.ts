import type { CommandInput } from './command-details.js';

/** Put into the start of a history by a replay that wants to know what the code does. No run of a server has it. */
export const OBSERVE_HEADER_NAME = 'onceward-observe';

/**
 * What a replay wants to know beside results that do not fit their calls:
 * - `commands`: what the code asks for;
 * - `places`: where, too, which costs a stack each;
 * - `waits`: what the code waits for at that moment, too, which costs a stack for each promise. For frameworks whose loops run apart from who calls them.
 */
export type Observed = 'commands' | 'places' | 'waits';

/** What workflow code asks Temporal for, as far as a replay compares it. */
export type CommandKind =
  | 'activity'
  | 'local activity'
  | 'timer'
  | 'child workflow'
  | 'signal'
  | 'nexus operation'
  | 'patch'
  | 'completion'
  | 'failure'
  | 'continuation'
  | 'cancellation';

export interface ObservedCommand {
  readonly kind: CommandKind;
  /** The activity type, child workflow type, signal, patch id, or the type of the failure; empty for what has no name. */
  readonly name: string;
  /** Where the code asked for it. */
  readonly stack?: string;
  /** Of a durable step: the key of the call. */
  readonly key?: string;
  /** Of a patch that is deprecated. */
  readonly deprecated?: true;
  /** Of a timer: how long, in seconds with nine decimals. */
  readonly duration?: string;
  /** Of a child workflow and a signal: what it is given, before codecs. */
  readonly input?: CommandInput;
}
