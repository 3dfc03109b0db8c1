import { html, type Html } from './html.js';
import { STYLE } from './style.js';

interface Page {
  readonly title: string;
  /** Lets the page's own style through its content security policy. */
  readonly nonce: string;
  readonly content: Html;
}

/** A whole page: no script, nothing from elsewhere. */
export function pageOf({ title, nonce, content }: Page): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style nonce="${nonce}">
          ${{ markup: STYLE }}
        </style>
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html> `.markup;
}
