import { createCanvas } from '@napi-rs/canvas';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { findProgram } from './find-program.ts';
import { withPdf } from './open-pdf.ts';
import { PageOutOfRange } from './page-out-of-range.ts';
import { runProgram } from './run-program.ts';

/** Dots per inch of a rendered page: what the scans of the example have, and enough for print of 8 points and more. */
const RESOLUTION_DPI = 120;
const POINTS_PER_INCH = 72;

/** How many pages a PDF has. Throws `NotAPdf` or `EncryptedPdf`. */
export async function countPages(bytes: Uint8Array): Promise<number> {
  return withPdf(bytes, async (document) => document.numPages);
}

/**
 * One page of a PDF as a PNG image. `DOCUMENT_AGENT_RENDERER` says with what: `pdfjs`, `poppler` (the program `pdftoppm`), or `auto` (the
 * default): poppler when it is installed, else pdfjs.
 *
 * @param pageNumber from 1; throws `PageOutOfRange` when there is no such page
 */
export async function renderPage(bytes: Uint8Array, pageNumber: number): Promise<Uint8Array> {
  const pdftoppm = findRenderer();
  return withPdf(bytes, async (document) => {
    if (!Number.isInteger(pageNumber) || pageNumber < 1 || pageNumber > document.numPages) {
      throw new PageOutOfRange({ pageNumber, pages: document.numPages });
    }
    return pdftoppm === undefined ? renderWithPdfjs(document, pageNumber) : renderWithPoppler(pdftoppm, bytes, pageNumber);
  });
}

function findRenderer(): string | undefined {
  const choice = process.env['DOCUMENT_AGENT_RENDERER'] ?? 'auto';
  if (choice === 'pdfjs') return undefined;
  if (choice !== 'auto' && choice !== 'poppler') {
    throw new Error(`DOCUMENT_AGENT_RENDERER is '${choice}'; it can be auto, pdfjs or poppler.`);
  }
  const program = findProgram('pdftoppm');
  if (program === undefined && choice === 'poppler') {
    throw new Error("DOCUMENT_AGENT_RENDERER is 'poppler', but the program pdftoppm is not installed.");
  }
  return program;
}

async function renderWithPdfjs(document: PDFDocumentProxy, pageNumber: number): Promise<Uint8Array> {
  const page = await document.getPage(pageNumber);
  const viewport = page.getViewport({ scale: RESOLUTION_DPI / POINTS_PER_INCH });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  // The reader's types speak of the browser's canvas; this one draws the same way.
  const target = { canvas, canvasContext: canvas.getContext('2d') } as unknown as { canvas: null };
  await page.render({ ...target, viewport }).promise;
  return canvas.encode('png');
}

async function renderWithPoppler(pdftoppm: string, bytes: Uint8Array, pageNumber: number): Promise<Uint8Array> {
  const number = String(pageNumber);
  const { exitCode, output, errorText } = await runProgram(
    pdftoppm,
    ['-png', '-r', String(RESOLUTION_DPI), '-f', number, '-l', number, '-'],
    bytes,
  );
  if (exitCode !== 0 || output.byteLength === 0) {
    throw new Error(`pdftoppm could not render page ${number} (exit code ${exitCode}): ${errorText.trim()}`);
  }
  return output;
}
