import { HttpProblem } from '../../http/http-problem.js';

/**
 * Nobody's browser is to decide because of another site's page. Programs that are no browser send neither header.
 *
 * @throws HttpProblem 403
 */
export function assertSameOrigin(request: Request): void {
  const site = request.headers.get('sec-fetch-site');
  if (site === 'same-origin' || site === 'none') return;
  const origin = request.headers.get('origin');
  if (site === null && (origin === null || hostOf(origin) === new URL(request.url).host)) return;
  throw new HttpProblem(403, 'The answer came from a page of another site. Nothing was decided.');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
