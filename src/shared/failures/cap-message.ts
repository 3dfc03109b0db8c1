import { LONGEST_MESSAGE_CHARACTERS } from '../size/payload-limits.js';

/** How much of the end is kept: what a message quotes stands in its middle, the reason at either end. */
const TAIL_SHARE = 0.25;

/** A message no longer than history can take, its head and its tail kept. */
export function capMessage(message: string): string {
  if (message.length <= LONGEST_MESSAGE_CHARACTERS) return message;
  const tail = Math.floor(LONGEST_MESSAGE_CHARACTERS * TAIL_SHARE);
  const note = ` … (${message.length - LONGEST_MESSAGE_CHARACTERS} characters left out) … `;
  return `${message.slice(0, LONGEST_MESSAGE_CHARACTERS - tail)}${note}${message.slice(-tail)}`;
}
