import { backLink } from './back-link.js';
import { html, type Html } from './html.js';
import type { HttpProblem } from '../../http/http-problem.js';

const TITLES: Readonly<Record<number, string>> = {
  400: 'That could not be taken',
  401: 'This link is not good',
  403: 'You may not do that',
  404: 'There is nothing to decide here',
  409: 'Somebody was faster',
  410: 'This is closed',
  413: 'That was too large',
  503: 'Nobody is there to take it',
};

export function problemPage(request: Request, { status, message }: HttpProblem): Html {
  return html`
    ${backLink(request)}
    <h1>${TITLES[status] ?? 'That did not work'}</h1>
    <section class="status bad" role="status" tabindex="-1" autofocus><p>${message}</p></section>
  `;
}
