import { CommandFailed } from '../grammar/command-failed.js';
import { toOneLine } from '../output/one-line.js';

/** What to do about payloads that cannot be read. */
export const UNREADABLE_FIX = [
  'Name the file of the worker’s plugin with --plugin: its `encryption` must know every key that is in use, its `store` what is large,',
  'and a `dataConverter` beside `onceward` in that file must have your own codecs.',
].join(' ');

/** The failure of a command that cannot read what a run says. */
export function unreadable(workflowId: string, reason: string, fix = UNREADABLE_FIX): CommandFailed {
  return new CommandFailed(`What the run '${toOneLine(workflowId)}' says cannot be read here: ${reason}.`, fix);
}
