import { ApprovalRefused } from 'onceward';
import { CommandFailed } from '../../grammar/command-failed.js';
import { toOneLine } from '../../output/one-line.js';
import { UNREADABLE_FIX } from '../../server/unreadable.js';

/** Ends the command with what a refusal says, in a line; anything else was foreseen by nobody. */
export function failWith(error: unknown): never {
  if (!ApprovalRefused.isInstance(error)) throw error;
  const { kind, reason, refusal } = error;
  if (kind === 'unreadable') throw new CommandFailed(toSentence(reason), `${UNREADABLE_FIX} Nothing was sent.`);
  const fix = kind === 'no-worker' ? 'Start one, and answer again.' : undefined;
  throw new CommandFailed(`The answer to '${toOneLine(refusal.id)}' was refused: ${toOneLine(reason)}.`, fix);
}

/** The reason by itself. */
export function toSentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${toOneLine(reason.slice(1))}.`;
}
