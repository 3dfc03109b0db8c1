import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { PDFDocument } from 'pdf-lib';
import { makeDocument } from '../../examples/document-agent/pdf/make-document.ts';
import { placePages, type SpecialPage } from '../../examples/document-agent/scene/place-pages.ts';

/** The scanned claim file of ten pages: one of each special page, a blank one and one with a picture only among them. */
export async function claimPdf(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'onceward-claim-'));
  const file = join(folder, 'claim.pdf');
  try {
    await makeDocument({ file, pages: 10 });
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A shorter file of some of its pages, for what does not need all of them. */
export async function claimPdfOf(pages: readonly SpecialPage[]): Promise<Uint8Array> {
  const whole = await PDFDocument.load(await claimPdf());
  const some = await PDFDocument.create();
  const places = placePages(10);
  const copied = await some.copyPages(
    whole,
    pages.map((page) => places[page] - 1),
  );
  for (const page of copied) some.addPage(page);
  return some.save();
}
