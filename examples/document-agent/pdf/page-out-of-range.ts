/** The PDF has no page of that number. */
export class PageOutOfRange extends Error {
  override readonly name = 'PageOutOfRange';
  readonly pageNumber: number;
  readonly pages: number;

  constructor({ pageNumber, pages }: { readonly pageNumber: number; readonly pages: number }) {
    super(`Page ${pageNumber} was asked for, but the PDF has pages 1 to ${pages}.`);
    this.pageNumber = pageNumber;
    this.pages = pages;
  }
}
