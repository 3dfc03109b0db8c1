import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** Colours a text, or leaves it as it is. */
export type Style = (format: Format, text: string) => string;

/** Colours for a terminal that has them; none for a file or a pipe, with `NO_COLOR`, or in a terminal without colours. */
export function createStyle(stream: { readonly isTTY?: boolean; hasColors?(): boolean }): Style {
  const isColoured = stream.isTTY === true && stream.hasColors?.() === true;
  return isColoured ? (format, text) => styleText(format, text, { validateStream: false }) : (_format, text) => text;
}
