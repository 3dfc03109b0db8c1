/** The PDF can be opened with a password only. */
export class EncryptedPdf extends Error {
  override readonly name = 'EncryptedPdf';

  constructor(options: { readonly cause?: unknown } = {}) {
    super('This PDF is protected by a password. Save a copy without one and use that.', { cause: options.cause });
  }
}
