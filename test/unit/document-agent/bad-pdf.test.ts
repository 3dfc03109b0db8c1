import { afterEach, describe, expect, it, vi } from 'vitest';
import { EncryptedPdf } from '../../../examples/document-agent/pdf/encrypted-pdf.ts';
import { NotAPdf } from '../../../examples/document-agent/pdf/not-a-pdf.ts';
import { PageOutOfRange } from '../../../examples/document-agent/pdf/page-out-of-range.ts';
import { recognizeText } from '../../../examples/document-agent/pdf/recognize-text.ts';
import { countPages, renderPage } from '../../../examples/document-agent/pdf/render-page.ts';
import { lockedPdf, smallPdf } from './fixtures/small-pdf.ts';

afterEach(() => vi.unstubAllEnvs());

describe('a PDF that cannot be used', () => {
  it.each([
    ['empty', new Uint8Array()],
    ['text', new TextEncoder().encode('Dear Sir or Madam, this is a letter.')],
    ['cut off', smallPdf().slice(0, 30)],
  ])('is refused as no PDF when the file is %s', async (_, bytes) => {
    await expect(countPages(bytes)).rejects.toThrow(NotAPdf);
    await expect(renderPage(bytes, 1)).rejects.toThrow(`This file of ${bytes.byteLength} bytes is not a PDF that can be opened`);
  });

  it('is refused as encrypted when it needs a password', async () => {
    await expect(countPages(lockedPdf())).rejects.toThrow(EncryptedPdf);
    await expect(renderPage(lockedPdf(), 1)).rejects.toThrow('This PDF is protected by a password.');
  });

  it.each([0, -1, 2, 1.5, Number.NaN])('has no page %d when it has one page', async (pageNumber) => {
    const error: unknown = await renderPage(smallPdf(), pageNumber).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PageOutOfRange);
    expect(error).toMatchObject({ pageNumber, pages: 1, message: `Page ${pageNumber} was asked for, but the PDF has pages 1 to 1.` });
  });

  it('leaves the bytes of the caller as they were', async () => {
    const bytes = smallPdf();
    expect(await countPages(bytes)).toBe(1);
    expect(bytes).toEqual(smallPdf());
  });
});

describe('the choice of programs', () => {
  it('names what can be chosen when the choice is unknown', async () => {
    vi.stubEnv('DOCUMENT_AGENT_RENDERER', 'ghost');
    vi.stubEnv('DOCUMENT_AGENT_OCR', 'ghost');
    await expect(renderPage(smallPdf(), 1)).rejects.toThrow("DOCUMENT_AGENT_RENDERER is 'ghost'; it can be auto, pdfjs or poppler.");
    await expect(recognizeText(new Uint8Array())).rejects.toThrow(
      "DOCUMENT_AGENT_OCR is 'ghost'; it can be auto, tesseract.js or tesseract.",
    );
  });

  it('says so when the chosen program is not installed', async () => {
    vi.stubEnv('PATH', '');
    vi.stubEnv('DOCUMENT_AGENT_RENDERER', 'poppler');
    vi.stubEnv('DOCUMENT_AGENT_OCR', 'tesseract');
    await expect(renderPage(smallPdf(), 1)).rejects.toThrow('the program pdftoppm is not installed');
    await expect(recognizeText(new Uint8Array())).rejects.toThrow('the program tesseract is not installed');
  });
});
