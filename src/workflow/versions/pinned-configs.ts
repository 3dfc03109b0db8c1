import type { PinnedConfig } from '../../shared/contract/pinned-config.js';
import { canonicalJson } from '../../shared/encoding/canonical-json.js';
import { changesBetween, describeConfig } from '../../shared/versions/config-drift.js';
import { showLine } from '../pipeline/shown-lines.js';
import { endDrift, noteConfigDrift } from './drifted-config.js';

/** Agents with instructions of their own for each call would record each: the first ones say what there is to say. */
const MOST_RECORDS = 16;

/** Those on record, and those on their way there. */
const known = new Set<string>();
let hasBegun = false;

/** Whether a call with this has to record it. */
export function beginRecord(config: PinnedConfig): boolean {
  const key = keyOf(config);
  if (known.has(key) || known.size >= MOST_RECORDS) return false;
  known.add(key);
  return true;
}

/**
 * Takes what the result of a call has on record, and compares it with what the code asks with now. On replay these are not the same when other code
 * goes on with the run than began it.
 *
 * @param isSent whether this call said to record it
 */
export function settleRecord(config: PinnedConfig, recorded: PinnedConfig | undefined, isSent: boolean): void {
  if (recorded === undefined) {
    // Recorded by a release that did not know of this, or not at all: the next call does it.
    if (isSent) known.delete(keyOf(config));
    return;
  }
  showBeginning(recorded);
  const [present, past] = [keyOf(config), keyOf(recorded)];
  known.add(past);
  if (present === past) return endDrift(present);
  if (isSent) known.delete(present);
  noteConfigDrift(present, changesBetween(recorded, config));
}

/** What was not answered stands in no result. */
export function forgetRecord(config: PinnedConfig): void {
  known.delete(keyOf(config));
}

export function keyOf(config: PinnedConfig): string {
  return canonicalJson(config as never);
}

function showBeginning(recorded: PinnedConfig): void {
  if (hasBegun) return;
  hasBegun = true;
  showLine(`Began with ${describeConfig(recorded)}`);
}
