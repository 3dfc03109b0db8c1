import { LONGEST_MESSAGE_CHARACTERS } from '../size/payload-limits.js';

/** How much of the end is kept: what a message quotes stands in its middle, the reason at either end. */
const TAIL_SHARE = 0.25;
/** Enough for the note in the middle, so that what was cut once is not cut again. */
const NOTE_CHARACTERS = 64;

/** A message no longer than history can take, its head and its tail kept. */
export function capMessage(message: string): string {
  if (message.length <= LONGEST_MESSAGE_CHARACTERS) return message;
  const tail = Math.floor(LONGEST_MESSAGE_CHARACTERS * TAIL_SHARE);
  const head = LONGEST_MESSAGE_CHARACTERS - tail - NOTE_CHARACTERS;
  return `${message.slice(0, head)} … (${message.length - head - tail} characters left out) … ${message.slice(-tail)}`;
}
