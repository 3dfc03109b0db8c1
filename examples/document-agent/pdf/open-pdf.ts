import { join } from 'node:path';
import { getDocument, type PDFDocumentProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { EncryptedPdf } from './encrypted-pdf.ts';
import { NotAPdf } from './not-a-pdf.ts';
import { packageFolder } from './package-folder.ts';

/** Opens a PDF, hands it to `use`, and frees it. Throws `NotAPdf` or `EncryptedPdf` when it cannot be opened. */
export async function withPdf<Result>(bytes: Uint8Array, use: (document: PDFDocumentProxy) => Promise<Result>): Promise<Result> {
  const folder = packageFolder('pdfjs-dist');
  const task = getDocument({
    // A copy, because the reader takes the memory of what it is given.
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    standardFontDataUrl: join(folder, 'standard_fonts/'),
    cMapUrl: join(folder, 'cmaps/'),
    cMapPacked: true,
    wasmUrl: join(folder, 'wasm/'),
    iccUrl: join(folder, 'iccs/'),
  });
  try {
    return await use(await task.promise.catch((cause: unknown) => Promise.reject(toOpenError(cause, bytes))));
  } finally {
    await task.destroy();
  }
}

function toOpenError(cause: unknown, bytes: Uint8Array): Error {
  if (cause instanceof Error && cause.name === 'PasswordException') return new EncryptedPdf({ cause });
  return new NotAPdf({ size: bytes.byteLength, cause });
}
