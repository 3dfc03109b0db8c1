import { join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';
import { packageFolder } from './package-folder.ts';

export const SCAN_FONT = 'Document Agent Sans';

/** Registers the font that ships with pdfjs-dist, so that pages look the same on a machine with no fonts. Throws when it is not there. */
export function registerScanFont(): void {
  if (GlobalFonts.has(SCAN_FONT)) return;
  const file = join(packageFolder('pdfjs-dist'), 'standard_fonts', 'LiberationSans-Regular.ttf');
  if (!GlobalFonts.registerFromPath(file, SCAN_FONT)) throw new Error(`The font ${file} cannot be read. Run 'npm ci' again.`);
}
