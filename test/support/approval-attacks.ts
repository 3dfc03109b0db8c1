import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { approvalTokens, createApprovalHandler, type ApprovalGrant } from 'onceward/client';
import { TASK_QUEUE, type Scene } from '../fixtures/harness/open-scene.ts';
import { eventCount } from '../fixtures/harness/history-of.ts';
import { isWaiting, waitForApproval } from './wait-for-approval.ts';

export const SECRETS = [{ id: 'k1', secret: 's'.repeat(64) }];
const ADDRESS = 'https://app.example/approvals';
const FIVE_MB = 5_000_000;

/** A request that waits for Ada, over an invoice with a schema, and what an attacker has to work with. */
export interface Target {
  readonly scene: Scene;
  readonly handle: WorkflowHandle;
  readonly grant: ApprovalGrant;
  readonly serve: (request: Request) => Promise<Response>;
}

export interface Attack {
  readonly name: string;
  /** The status it has to be refused with. */
  readonly status: number;
  /** What the person has to be told. */
  readonly says: RegExp;
  readonly send: (target: Target) => Promise<Response>;
}

export async function openTarget(scene: Scene): Promise<Target> {
  const workflowId = `attacked-${randomUUID()}`;
  const handle = await startAsking(scene, workflowId);
  const grant = { workflowId, firstRunId: handle.firstExecutionRunId, approvalId: 'pay', by: 'ada' };
  return { scene, handle, grant, serve: createApprovalHandler({ client: scene.client, secrets: SECRETS }) };
}

export async function startAsking(scene: Scene, workflowId: string): Promise<WorkflowHandle & { readonly firstExecutionRunId: string }> {
  const asked = { id: 'pay', approvers: ['ada'], schemaOf: 'invoice', proposed: { amount: 10, currency: 'EUR' } };
  const handle = await scene.client.workflow.start('asks', { args: [asked], taskQueue: TASK_QUEUE, workflowId });
  await waitForApproval(handle);
  return handle;
}

export function post(token: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request(`${ADDRESS}?token=${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const sign = (grant: ApprovalGrant, secrets = SECRETS, validFor = '1d'): Promise<string> =>
  approvalTokens({ secrets, validFor }).sign(grant);
const APPROVE = { action: 'approve' };

function withToken(make: (target: Target) => Promise<string>, body: unknown = APPROVE): Attack['send'] {
  return async (target) => target.serve(post(await make(target), body));
}

const adas = ({ grant }: Target): Promise<string> => sign(grant);

/** Each is refused, says so in plain words, and leaves the request as it was. */
export const ATTACKS: readonly Attack[] = [
  {
    name: 'forged: signed with another secret',
    status: 401,
    says: /was not made here, or it was changed/,
    send: withToken(({ grant }) => sign(grant, [{ id: 'k1', secret: 'x'.repeat(64) }])),
  },
  {
    name: 'forged: another name under the same signature',
    status: 401,
    says: /was not made here, or it was changed/,
    send: withToken(async ({ grant }) => {
      const [id, , signature] = (await sign({ ...grant, by: 'bob' })).split('.');
      const [, body] = (await sign(grant)).split('.');
      return `${id}.${body}.${signature}`;
    }),
  },
  { name: 'expired', status: 410, says: /The link expired at \d{4}-/, send: withToken(({ grant }) => sign(grant, SECRETS, '0ms')) },
  {
    name: 'of another run: the workflow id was used again',
    status: 410,
    says: /for an earlier run of '[^']+', which is over/,
    send: withToken(({ grant }) => sign({ ...grant, firstRunId: randomUUID() })),
  },
  {
    name: 'of a run that does not exist',
    status: 404,
    says: /There is no run 'nowhere'/,
    send: withToken(({ grant }) => sign({ ...grant, workflowId: 'nowhere' })),
  },
  {
    name: 'of a request that does not exist',
    status: 404,
    says: /Nothing of that id is waiting/,
    send: withToken(({ grant }) => sign({ ...grant, approvalId: 'other' })),
  },
  {
    name: 'not an approver',
    status: 403,
    says: /Bob may not answer it; ada may/i,
    send: withToken(({ grant }) => sign({ ...grant, by: 'bob' })),
  },
  {
    name: 'a link for nobody in particular',
    status: 403,
    says: /It has to say who answers/,
    send: withToken(({ grant: { by: _by, ...grant } }) => sign(grant)),
  },
  {
    name: 'another name in the body',
    status: 400,
    says: /The body has 'by'/,
    send: withToken(({ grant }) => sign({ ...grant, by: 'bob' }), { ...APPROVE, by: 'ada' }),
  },
  {
    name: 'an edit outside the schema',
    status: 400,
    says: /amount: Too big/,
    send: withToken(adas, { action: 'edit', value: { amount: 5_000 } }),
  },
  {
    name: 'a comment of 5 MB',
    status: 413,
    says: /too large: at most 1000000 bytes/,
    send: withToken(adas, { ...APPROVE, reason: 'a'.repeat(FIVE_MB) }),
  },
  {
    name: 'a comment of 20,000 characters',
    status: 400,
    says: /at most 10000/,
    send: withToken(adas, { ...APPROVE, reason: 'a'.repeat(20_000) }),
  },
  { name: 'a body that is no JSON', status: 400, says: /The body is no JSON/, send: withToken(adas, '{"action":') },
  {
    name: 'an action that does not exist',
    status: 400,
    says: /It takes approve, edit, reject, respond/,
    send: withToken(adas, { action: 'pay' }),
  },
  {
    name: 'a body of another type',
    status: 415,
    says: /not as 'text\/plain'/,
    send: async (target) => target.serve(post(await adas(target), APPROVE, { 'content-type': 'text/plain' })),
  },
  {
    name: 'a form on the page of another site',
    status: 403,
    says: /came from a page of another site/,
    send: async (target) =>
      target.serve(post(await adas(target), APPROVE, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })),
  },
  {
    name: 'a form on another site, from an old browser',
    status: 403,
    says: /came from a page of another site/,
    send: async (target) => target.serve(post(await adas(target), APPROVE, { origin: 'https://evil.example' })),
  },
  {
    name: 'without a link',
    status: 403,
    says: /Only the links that were sent are taken here/,
    send: ({ serve, grant }) =>
      serve(new Request(`${ADDRESS}?workflowId=${grant.workflowId}&id=pay`, { method: 'POST', body: '{"action":"approve"}' })),
  },
  {
    name: 'the list, without a link',
    status: 403,
    says: /Only the links that were sent are taken here/,
    send: ({ serve }) => serve(new Request(ADDRESS)),
  },
];

/** What came of an attack: how it was answered, and what it left behind. */
export interface Outcome {
  readonly status: number;
  readonly message: string;
  readonly newEvents: number;
  readonly stillWaits: boolean;
}

export async function attack({ send }: Attack, target: Target): Promise<Outcome> {
  const before = await eventCount(target.handle);
  const response = await send(target);
  const { error } = (await response.json()) as { error?: { message: string } };
  return {
    status: response.status,
    message: error?.message ?? '',
    newEvents: (await eventCount(target.handle)) - before,
    stillWaits: await isWaiting(target.handle),
  };
}
