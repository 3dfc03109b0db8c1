import { stripVTControlCharacters } from 'node:util';

/**
 * A text from elsewhere, safe to print: one line without control characters, so that what a model wrote cannot move the cursor or recolour
 * the terminal. Cut at `maxCharacters` when given.
 */
export function toOneLine(text: string, maxCharacters = Infinity): string {
  const line = stripVTControlCharacters(text)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= maxCharacters ? line : `${characters.slice(0, maxCharacters - 1).join('')}…`;
}
