import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PDFDocument } from 'pdf-lib';
import { createClaimPages } from '../scene/claim-file.ts';
import { drawScannedPage } from './draw-scanned-page.ts';

export interface MakeDocumentOptions {
  /** Where the PDF is written; its folder is made when it is missing. */
  readonly file: string;
  /** How many pages it has, 10 or more. */
  readonly pages: number;
  /** The same seed gives the same bytes. Default 1. */
  readonly seed?: number;
}

const A4_POINTS = { width: 595.28, height: 841.89 } as const;
const FILE_DATE = new Date('2026-07-01T00:00:00Z');

/** Writes a claim file as a PDF of scanned page images: its text can be read by OCR only. */
export async function makeDocument({ file, pages, seed = 1 }: MakeDocumentOptions): Promise<void> {
  const document = await PDFDocument.create();
  document.setTitle('Claim file');
  document.setCreationDate(FILE_DATE);
  document.setModificationDate(FILE_DATE);
  for (const page of createClaimPages({ pages, seed })) {
    const image = await document.embedJpg(drawScannedPage(page, seed));
    document.addPage([A4_POINTS.width, A4_POINTS.height]).drawImage(image, { x: 0, y: 0, ...A4_POINTS });
    await setImmediate();
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await document.save());
}
