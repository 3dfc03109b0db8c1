/** Put into the start of a history by a replay that wants to know what the code does. No run of a server has it. */
export const OBSERVE_HEADER_NAME = 'onceward-observe';

/** What a replay wants to know: results that do not fit their calls, or also what the code asks for, and where, which costs a stack each. */
export type Observed = 'results' | 'commands';

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
}
