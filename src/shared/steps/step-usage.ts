import type { StepUsage } from '../contract/step-result.js';
import type { UsageRecord } from '../contract/usage-record.js';

/** What is known of a record beside the record itself. */
export interface UsagePlace {
  readonly key: string;
  readonly attempt: number;
  /** What the answer that it stands beside says itself. */
  readonly said?: SaidUsage | undefined;
}

/** What an answer says of its own use, as a `UsageRecord` has it. */
export type SaidUsage = Partial<Pick<UsageRecord, 'model' | 'tokens'>>;

/** A record as it stands in a result: without what its place says already. */
export function writeStepUsage({ key, attempt, model, tokens, billed, ...rest }: UsageRecord, place: UsagePlace): StepUsage {
  const { said = {} } = place;
  return {
    ...(key !== place.key && { key }),
    ...(attempt !== place.attempt && { attempt }),
    ...rest,
    ...(model !== said.model && { model }),
    ...(!isSame(tokens, said.tokens) && { tokens }),
    ...(billed !== 'yes' && { billed }),
  };
}

/** The record that was shortened. */
export function readStepUsage(written: StepUsage, { key, attempt, said: { model = '', tokens = {} } = {} }: UsagePlace): UsageRecord {
  return { key, attempt, model, tokens, billed: 'yes', ...written };
}

function isSame(tokens: UsageRecord['tokens'], said: UsageRecord['tokens'] | undefined): boolean {
  if (said === undefined) return false;
  const names = new Set([...Object.keys(tokens), ...Object.keys(said)]) as ReadonlySet<keyof UsageRecord['tokens']>;
  return [...names].every((name) => tokens[name] === said[name]);
}
