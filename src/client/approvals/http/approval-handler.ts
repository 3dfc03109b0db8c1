import type { Client } from '@temporalio/client';
import { InvalidOption } from '../../../shared/errors/invalid-option.js';
import { checkOptions } from '../../../shared/options/check-options.js';
import type { TokenSecret } from '../../../tokens/token-secret.js';
import { approvalTokens, type ApprovalGrant, type ApprovalTokens } from '../../../tokens/approval-tokens.js';
import { approvalsClient, type ApprovalsClient, type ApprovalsClientOptions, type PendingApproval } from '../approvals-client.js';
import { assertSameOrigin } from './assert-same-origin.js';
import { HttpProblem } from '../../http/http-problem.js';
import { problemOf } from '../../http/problem-of.js';
import { METHODS } from './methods.js';
import { answerIn, readSent } from './read-answer.js';
import { respondDecision, respondListing, respondProblem, respondRequest } from './respond.js';

/** Who sends a request. */
export interface Person {
  readonly by: string;
  /** Without `role:`. */
  readonly roles?: readonly string[];
}

export interface ApprovalHandlerOptions extends ApprovalsClientOptions {
  /** Temporal's client, with `oncewardClient` among its plugins. */
  readonly client: Client;
  /** What the links were signed with, the newest first. @default links are not taken */
  readonly secrets?: readonly TokenSecret[];
  /**
   * Says who sends a request, from a session or a header, or refuses with `undefined`, `false` or a `Response` of your own, such as one that leads to the login.
   * `approval` is what they look at; `undefined` for the list. Asked for links too, which then hold only for those they were made for.
   *
   * @default only links are taken, and whoever has one is who it was made for
   */
  readonly authorize?: (request: Request, approval: PendingApproval | undefined) => Authorized | Promise<Authorized>;
}

type Authorized = Person | Response | false | undefined;

const OPTION_NAMES = ['client', 'secrets', 'authorize', 'timeout'] as const satisfies readonly (keyof ApprovalHandlerOptions)[];

/**
 * Pages on which people answer approvals, as a web-standard handler: a page for a browser, JSON for `accept: application/json`. `GET` shows, and only `POST`
 * decides, so a mail scanner that follows a link approves nothing. `?token=…` is a link of `approvalTokens`; `?workflowId=…&id=…` a request for somebody
 * whom `authorize` knows; without either it lists what waits.
 *
 * Answers 200; 400, 413 or 415 for a bad body; 401 for a forged link and 403 for whoever may not; 404 for what does not exist; 409 when somebody was faster,
 * with who and when; 410 when it expired or the run is over; 503 when no worker is there.
 *
 * @throws UnknownOption; InvalidOption when there are neither `secrets` nor `authorize`
 * @example
 * ```ts
 * const handle = createApprovalHandler({ client, secrets: [{ id: '2026-11', secret: process.env.APPROVAL_SECRET ?? '' }] });
 * export const GET = handle;
 * export const POST = handle;
 * ```
 */
export function createApprovalHandler(options: ApprovalHandlerOptions): (request: Request) => Promise<Response> {
  checkOptions('createApprovalHandler()', options, OPTION_NAMES);
  const { client, secrets, authorize, timeout } = options;
  if (secrets === undefined && authorize === undefined) {
    const hint = 'Give `secrets` for signed links, `authorize` for people who are logged in, or both.';
    throw new InvalidOption({ where: 'createApprovalHandler()', option: 'authorize', problem: "is missing, as is 'secrets'", hint });
  }
  const desk: Desk = {
    approvals: approvalsClient(client, timeout === undefined ? {} : { timeout }),
    tokens: secrets && approvalTokens({ secrets }),
    authorize,
  };
  return async (request) => {
    try {
      return await serve(desk, request);
    } catch (error) {
      if (error instanceof Refusal) return error.response;
      const problem = problemOf(error);
      if (problem === undefined) throw error;
      return respondProblem(request, problem);
    }
  };
}

interface Desk {
  readonly approvals: ApprovalsClient;
  readonly tokens: ApprovalTokens | undefined;
  readonly authorize: ApprovalHandlerOptions['authorize'];
}

/** The user's own answer to somebody who may not. */
class Refusal extends Error {
  readonly response: Response;

  constructor(response: Response) {
    super('refused');
    this.response = response;
  }
}

async function serve(desk: Desk, request: Request): Promise<Response> {
  if (!METHODS.includes(request.method)) throw new HttpProblem(405, `It takes ${METHODS.join(', ')}, not ${request.method}.`);
  const isPost = request.method === 'POST';
  if (isPost) assertSameOrigin(request);
  const asked = await readAsked(desk, request);
  if (asked === undefined) {
    if (isPost) throw new HttpProblem(400, 'The address names no request: it needs a token, or workflowId and id.');
    const person = await personOf(desk, request, {});
    return respondListing(request, await desk.approvals.list(person && { answerableBy: person }));
  }
  const approval = await lookUp(desk, request, asked);
  const person = await personOf(desk, request, { approval, grant: asked.grant });
  if (!isPost) return respondRequest(request, { approval, person });
  const sent = await readSent(request);
  try {
    const { workflowId, approvalId: id, firstRunId } = asked;
    const decision = await desk.approvals.decide(
      workflowId,
      { ...answerIn(sent), id, ...person },
      firstRunId === undefined ? {} : { firstRunId },
    );
    return respondDecision(request, { approval, decision });
  } catch (error) {
    const problem = problemOf(error);
    // Whoever filled in a form gets it back with what is wrong.
    if (problem?.status !== 400 || sent.form === undefined) throw error;
    return respondRequest(request, { approval, person, problem, draft: sent.form });
  }
}

interface Asked {
  readonly workflowId: string;
  readonly approvalId: string;
  readonly firstRunId?: string;
  readonly grant?: ApprovalGrant;
}

async function readAsked({ tokens }: Desk, request: Request): Promise<Asked | undefined> {
  const { searchParams } = new URL(request.url);
  const token = searchParams.get('token');
  if (token !== null) {
    if (tokens === undefined) throw new HttpProblem(401, 'Links are not taken here.');
    const grant = await tokens.verify(token);
    return { ...grant, grant };
  }
  const workflowId = searchParams.get('workflowId');
  const approvalId = searchParams.get('id');
  if (workflowId === null && approvalId === null) return undefined;
  if (!workflowId || !approvalId) throw new HttpProblem(400, 'The address needs both workflowId and id.');
  return { workflowId, approvalId };
}

/** The request; what became of one that waits no longer is told to nobody whom `authorize` does not know. */
async function lookUp(desk: Desk, request: Request, { workflowId, approvalId, firstRunId, grant }: Asked): Promise<PendingApproval> {
  if (grant === undefined && desk.authorize === undefined) throw new HttpProblem(403, 'Only the links that were sent are taken here.');
  try {
    return await desk.approvals.get(workflowId, approvalId, firstRunId === undefined ? {} : { firstRunId });
  } catch (error) {
    await personOf(desk, request, { grant });
    throw error;
  }
}

interface About {
  readonly approval?: PendingApproval;
  readonly grant?: ApprovalGrant | undefined;
}

/** Who answers: never what a body says, but who the link was made for, or whom `authorize` knows. */
async function personOf({ authorize }: Desk, request: Request, { approval, grant }: About): Promise<Person | undefined> {
  const { by, roles } = grant ?? {};
  const holder = by === undefined ? undefined : { by, ...(roles && { roles }) };
  if (authorize === undefined) {
    if (grant === undefined) throw new HttpProblem(403, 'Only the links that were sent are taken here.');
    return holder;
  }
  const person = await authorize(request, approval);
  if (person instanceof Response) throw new Refusal(person);
  if (person === undefined || person === false) throw new HttpProblem(403, 'You may not see this, or are not logged in.');
  if (holder !== undefined && holder.by !== person.by)
    throw new HttpProblem(403, `The link was made for ${holder.by}, not for ${person.by}.`);
  return holder ?? person;
}
