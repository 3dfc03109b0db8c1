import { closeTesseractJs, recognizeWithTesseractJs } from './tesseract-js.ts';
import { findProgram } from './find-program.ts';
import type { RecognizedText } from './recognized-text.ts';
import { recognizeWithTesseract } from './tesseract-program.ts';

/**
 * Reads the text of a page image. `DOCUMENT_AGENT_OCR` says with what: `tesseract.js` (in JavaScript), `tesseract` (the program), or `auto`
 * (the default): the program when it is installed, else tesseract.js. An empty page, or one with pictures only, gives an empty text.
 */
export async function recognizeText(png: Uint8Array): Promise<RecognizedText> {
  const tesseract = findTesseract();
  return tesseract === undefined ? recognizeWithTesseractJs(png) : recognizeWithTesseract(tesseract, png);
}

/** Stops the reader of this process, so that the process can end. The next `recognizeText` starts a new one. */
export async function closeRecognizer(): Promise<void> {
  await closeTesseractJs();
}

function findTesseract(): string | undefined {
  const choice = process.env['DOCUMENT_AGENT_OCR'] ?? 'auto';
  if (choice === 'tesseract.js') return undefined;
  if (choice !== 'auto' && choice !== 'tesseract') {
    throw new Error(`DOCUMENT_AGENT_OCR is '${choice}'; it can be auto, tesseract.js or tesseract.`);
  }
  const program = findProgram('tesseract');
  if (program === undefined && choice === 'tesseract') {
    throw new Error("DOCUMENT_AGENT_OCR is 'tesseract', but the program tesseract is not installed.");
  }
  return program;
}
