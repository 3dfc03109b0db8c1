import { html, type Html } from './html.js';

/** The way back to the list, for those who came from it; a link is for one request. */
export function backLink(request: Request): Html {
  return new URL(request.url).searchParams.has('token') ? html`` : html`<p><a href="?">All approvals</a></p>`;
}
