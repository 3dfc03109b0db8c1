import type { ApprovalDecision } from '../../../shared/contract/approval.js';
import type { PendingApproval } from '../approvals-client.js';
import type { ApprovalListing } from '../list-approvals.js';
import type { Person } from './approval-handler.js';
import { decisionPage } from './decision-page.js';
import type { Html } from './html.js';
import type { HttpProblem } from '../../http/http-problem.js';
import { errorOf, HEADERS, headersOf } from '../../http/json-response.js';
import { METHODS } from './methods.js';
import { listPage } from './list-page.js';
import { pageOf } from './page.js';
import { problemPage } from './problem-page.js';
import { requestPage } from './request-page.js';

export function respondListing(request: Request, listing: ApprovalListing): Response {
  return respond(request, { status: 200, data: listing, title: 'Approvals', page: () => listPage(listing) });
}

export interface Shown {
  readonly approval: PendingApproval;
  readonly person: Person | undefined;
  /** What was wrong with the form that was sent, and the form. */
  readonly problem?: HttpProblem;
  readonly draft?: URLSearchParams;
}

export function respondRequest(request: Request, shown: Shown): Response {
  const { approval, problem } = shown;
  const data = problem === undefined ? approval : errorOf(problem);
  return respond(request, { status: problem?.status ?? 200, data, title: approval.title, page: () => requestPage(request, shown) });
}

export function respondDecision(
  request: Request,
  decided: { readonly approval: PendingApproval; readonly decision: ApprovalDecision },
): Response {
  const page = (): Html => decisionPage(request, decided);
  return respond(request, { status: 200, data: decided.decision, title: decided.approval.title, page });
}

export function respondProblem(request: Request, problem: HttpProblem): Response {
  const { status } = problem;
  const headers = headersOf(problem, METHODS);
  return respond(request, { status, data: errorOf(problem), title: problem.message, page: () => problemPage(request, problem), headers });
}

interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly title: string;
  readonly page: () => Html;
  readonly headers?: Readonly<Record<string, string>>;
}

function respond(request: Request, { status, data, title, page, headers }: Answer): Response {
  const isHead = request.method === 'HEAD';
  if (!wantsPage(request)) return Response.json(data, { status, headers: { ...HEADERS, ...headers, vary: 'accept' } });
  // Nothing is loaded or run but the page's own style, and nobody may show it in a frame.
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  return new Response(isHead ? null : pageOf({ title, nonce, content: page() }), {
    status,
    headers: { ...HEADERS, ...headers, vary: 'accept', 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  });
}

/** A browser says that it takes HTML; a program that says nothing gets JSON. */
function wantsPage(request: Request): boolean {
  return (request.headers.get('accept') ?? '').includes('text/html');
}
