/** The bytes are no PDF, or one too damaged to be opened. */
export class NotAPdf extends Error {
  override readonly name = 'NotAPdf';

  constructor(options: { readonly size: number; readonly cause?: unknown }) {
    super(`This file of ${options.size} bytes is not a PDF that can be opened: it is damaged or of another kind.`, {
      cause: options.cause,
    });
  }
}
