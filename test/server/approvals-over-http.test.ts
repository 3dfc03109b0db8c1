import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { ApprovalRefused } from 'onceward';
import { approvalsClient, approvalTokens, createApprovalHandler, type ApprovalHandlerOptions } from 'onceward/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { eventCount } from '../fixtures/harness/history-of.ts';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import { decide, pendingIds } from '../fixtures/people/answers.ts';
import { PEOPLE_WORKFLOWS, peoplePlugin } from '../fixtures/people/people-plugin.ts';
import { attack, ATTACKS, openTarget, post, SECRETS, startAsking, type Target } from '../support/approval-attacks.ts';

let scene: Scene;
let attacked: Target;

beforeAll(async () => {
  scene = await openScene({ workflows: PEOPLE_WORKFLOWS, plugin: peoplePlugin() });
  attacked = await openTarget(scene);
});

afterAll(() => scene.close());

const ADDRESS = 'https://app.example/approvals';
const PAGE = { accept: 'text/html,application/xhtml+xml' };

const linkFor = ({ grant }: Target): Promise<string> => approvalTokens({ secrets: SECRETS }).sign(grant);

async function asking(options: object): Promise<WorkflowHandle> {
  const handle = await scene.start('asks', { id: 'pay', ...options });
  await pendingIds(handle, ['pay']);
  return handle;
}

function knowing(by: string, options: Partial<ApprovalHandlerOptions> = {}): (request: Request) => Promise<Response> {
  return createApprovalHandler({ client: scene.client, authorize: () => ({ by }), ...options });
}

const addressOf = ({ workflowId }: WorkflowHandle): string => `${ADDRESS}?workflowId=${workflowId}&id=pay`;

function postForm(address: string, fields: Readonly<Record<string, string>>): Request {
  return new Request(address, { method: 'POST', headers: { ...PAGE, 'sec-fetch-site': 'same-origin' }, body: new URLSearchParams(fields) });
}

test.for(ATTACKS)('refused: $name', async (one) => {
  const { message, ...outcome } = await attack(one, attacked);
  expect(outcome).toEqual({ status: one.status, newEvents: 0, stillWaits: true });
  expect(message).toMatch(one.says);
});

describe('a link', () => {
  test('shows to whoever follows it, and decides nothing, whatever stands in its address', async () => {
    const token = await linkFor(attacked);
    const before = await eventCount(attacked.handle);
    for (const method of ['GET', 'HEAD']) {
      const response = await attacked.serve(new Request(`${ADDRESS}?token=${token}&action=approve`, { method, headers: PAGE }));
      expect(response.status).toBe(200);
      expect(await response.text()).toMatch(method === 'HEAD' ? /^$/ : /<h1>pay<\/h1>/);
    }
    expect(await eventCount(attacked.handle)).toBe(before);
    await pendingIds(attacked.handle, ['pay']);
  });

  test('decides as whom it was made for, once; the second answer is told by whom and when, also when the run is over', async () => {
    const target = await openTarget(scene);
    const token = await linkFor(target);
    const decided = await target.serve(post(token, { action: 'edit', value: { amount: 90 }, reason: 'checked' }));
    expect(decided.status).toBe(200);
    const decision = (await decided.json()) as { at: string };
    expect(decision).toMatchObject({ action: 'edit', by: 'ada', reason: 'checked', value: { amount: 90, currency: 'EUR' } });
    await target.handle.result();
    for (const again of [post(token, { action: 'reject' }), new Request(`${ADDRESS}?token=${token}`)]) {
      const response = await target.serve(again);
      expect(response.status).toBe(409);
      const message = `It was already decided: edit by ada at ${decision.at}.`;
      expect(await response.json()).toEqual({
        error: { status: 409, kind: 'decided', message, action: 'edit', by: 'ada', at: decision.at },
      });
    }
  });

  test('of two clicks at once, one decides', async () => {
    const target = await openTarget(scene);
    const token = await linkFor(target);
    const statuses = await Promise.all(['approve', 'reject'].map(async (action) => (await target.serve(post(token, { action }))).status));
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 409]);
  });

  test('stays good when the run is reset, and is none for the next run of the id', async () => {
    const target = await openTarget(scene);
    const token = await linkFor(target);
    const { workflowId } = target.handle;
    const { runId } = await target.handle.describe();
    const events = await scene.client.workflowService.getWorkflowExecutionHistory({
      namespace: 'default',
      execution: { workflowId, runId },
    });
    const completed = events.history?.events?.find(({ workflowTaskCompletedEventAttributes: found }) => found);
    await scene.client.workflowService.resetWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId, runId },
      requestId: randomUUID(),
      reason: 'test',
      workflowTaskFinishEventId: completed?.eventId ?? null,
    });
    const handle = scene.client.workflow.getHandle(workflowId);
    await pendingIds(handle, ['pay']);
    expect((await handle.describe()).runId).not.toBe(runId);
    expect((await target.serve(new Request(`${ADDRESS}?token=${token}`))).status).toBe(200);
    await handle.terminate();
    expect((await target.serve(post(token, { action: 'approve' }))).status).toBe(410);
    await startAsking(scene, workflowId);
    const response = await target.serve(post(token, { action: 'approve' }));
    expect([response.status, await response.text()]).toEqual([410, expect.stringContaining(`for an earlier run of '${workflowId}'`)]);
    await pendingIds(handle, ['pay']);
  });

  test('made for somebody is refused in the session of another', async () => {
    const token = await linkFor(attacked);
    const response = await knowing('bob', { secrets: SECRETS })(post(token, { action: 'approve' }));
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('made for ada, not for bob')]);
  });
});

test('a request that expired is closed, and says since when', async () => {
  const handle = await scene.start('asks', { id: 'pay', expires: '1ms', onExpire: 'reject' });
  await handle.result();
  const response = await knowing('ada')(new Request(addressOf(handle)));
  expect([response.status, await response.text()]).toEqual([410, expect.stringMatching(/It expired at \d{4}-/)]);
});

describe('whoever is not known', () => {
  test('learns nothing, not even what there is', async () => {
    const handle = await asking({ approvers: ['ada'] });
    const serve = createApprovalHandler({ client: scene.client, authorize: () => undefined });
    for (const address of [ADDRESS, addressOf(handle), `${ADDRESS}?workflowId=nowhere&id=pay`]) {
      const response = await serve(new Request(address));
      expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('You may not see this')]);
    }
    await handle.terminate();
  });

  test('is led to where the application says', async () => {
    const serve = createApprovalHandler({ client: scene.client, authorize: () => Response.redirect('https://app.example/login') });
    expect((await serve(new Request(ADDRESS))).headers.get('location')).toBe('https://app.example/login');
  });
});

describe('the pages', () => {
  const EVIL = `"'><img src=x onerror=alert(1)><script>alert(2)</script>&amp;`;

  test('escape what others wrote, in every field, and load and run nothing', async () => {
    const evil = await asking({
      id: 'pay',
      title: EVIL,
      proposed: { [EVIL]: EVIL },
      approvers: [EVIL, 'ada'],
      notRequester: EVIL,
      quorum: 2,
      subject: { $artifact: 1, store: 's', key: EVIL, sha256: 'a', bytes: 1, mediaType: EVIL, preview: EVIL },
    });
    const itemised = await asking({ title: EVIL, items: [{ id: EVIL, proposed: EVIL }] });
    const ada = knowing('ada');
    const list = (): Promise<Response> => ada(new Request(ADDRESS, { headers: PAGE }));
    // What the server lists comes a moment later.
    await expect.poll(async () => (await list()).text(), { timeout: 10_000 }).toContain('onerror');
    const responses = [
      await ada(new Request(addressOf(evil), { headers: PAGE })),
      await ada(new Request(addressOf(itemised), { headers: PAGE })),
      await list(),
      await ada(postForm(addressOf(evil), { action: 'edit', value: EVIL, reason: EVIL })),
      await ada(postForm(addressOf(evil), { action: 'approve', reason: EVIL })),
      await knowing(EVIL)(postForm(addressOf(itemised), { action: 'respond', response: EVIL })),
      await ada(new Request(`${ADDRESS}?workflowId=${encodeURIComponent(EVIL)}&id=x`, { headers: PAGE })),
    ];
    const expected = [200, 200, 200, 400, 200, 200, 404];
    expect(responses.map(({ status }) => status)).toEqual(expected);
    for (const response of responses) {
      const text = await response.text();
      expect(text).toContain('onerror=alert(1)');
      expect(text).not.toMatch(/<img|<script|alert\(2\)<\/script>/);
      expect(text).not.toMatch(/="[^"]*"'>/);
      expect(response.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'nonce-[\da-f-]{36}'; form-action 'self'/,
      );
    }
    await evil.terminate();
  });

  test('take a text as it is typed, and give a form back with what is wrong with it', async () => {
    const handle = await asking({ proposed: 'a text', schemaOf: undefined });
    const invoice = await asking({ proposed: { amount: 1 }, schemaOf: 'invoice' });
    const ada = knowing('ada');
    const wrong = await ada(postForm(addressOf(invoice), { action: 'edit', value: '{"amount": 5000}', reason: 'more' }));
    expect(wrong.status).toBe(400);
    const page = await wrong.text();
    expect(page).toMatch(/role="alert"[^>]*>\s*<p>The value does not fit: amount: Too big/);
    expect(page).toContain('{&quot;amount&quot;: 5000}');
    await ada(postForm(addressOf(handle), { action: 'edit', value: 'line 1\r\nline 2', 'value-is': 'text' }));
    expect(await handle.result()).toMatchObject({ value: 'line 1\nline 2', by: 'ada' });
    await invoice.terminate();
  });

  test('decide about each item', async () => {
    const items = ['one', 'two', 'three'].map((id) => ({ id, proposed: { amount: 1 } }));
    const handle = await asking({ items });
    const body = new URLSearchParams([
      ['action', 'approve'],
      ...items.map(({ id }): [string, string] => ['item', id]),
      ['action-0', 'approve'],
      ['action-1', 'edit'],
      ['value-1', '{"amount":2}'],
      ['action-2', 'reject'],
      ['reason-2', 'paid'],
    ]);
    const response = await knowing('ada')(new Request(addressOf(handle), { method: 'POST', headers: PAGE, body }));
    expect(await response.text()).toContain('2 of 3 approved');
    const decided = { one: { approved: true }, two: { value: { amount: 2 } }, three: { approved: false, reason: 'paid' } };
    expect(await handle.result()).toMatchObject({ approved: false, items: decided });
  });
});

test('the list has what one may answer, and says who is silent', async () => {
  const [hers, his] = await Promise.all([asking({ approvers: ['eve'] }), asking({ approvers: ['bob'] })]);
  const listed = async (): Promise<{ approvals: { workflowId: string }[] }> =>
    (await knowing('eve')(new Request(ADDRESS))).json() as Promise<{ approvals: { workflowId: string }[] }>;
  await expect
    .poll(async () => (await listed()).approvals.map(({ workflowId }) => workflowId), { timeout: 10_000 })
    .toContain(hers.workflowId);
  expect((await listed()).approvals.map(({ workflowId }) => workflowId)).not.toContain(his.workflowId);
  await Promise.all([hers.terminate(), his.terminate()]);
});

test('without a worker the answer comes in bounded time, and nothing was sent', async () => {
  const { workflowId } = await scene.client.workflow.start('asks', {
    args: [{ id: 'pay' }],
    taskQueue: 'nobody',
    workflowId: randomUUID(),
  });
  const response = await knowing('ada', { timeout: '500ms' })(
    new Request(`${ADDRESS}?workflowId=${workflowId}&id=pay`, { method: 'POST', body: '{"action":"approve"}' }),
  );
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10']);
  expect(await response.text()).toContain("No worker on 'nobody' answered, so nothing was sent.");
});

describe('approvalsClient', () => {
  test('gives a request, decides it, and says in one typed error what became of it', async () => {
    const approvals = approvalsClient(scene.client);
    const handle = await asking({ proposed: 1, approvers: ['ada'] });
    const { workflowId } = handle;
    expect(await approvals.get(workflowId, 'pay')).toMatchObject({ workflowId, id: 'pay', proposed: 1 });
    const refused = async (answer: object, id = workflowId): Promise<unknown> => {
      const error = await refusalOf(approvals.decide(id, { id: 'pay', action: 'approve', ...answer }));
      return ApprovalRefused.isInstance(error) ? [error.kind, error.reason] : error;
    };
    expect(await refused({ by: 'bob' })).toEqual(['not-allowed', 'bob may not answer it; ada may']);
    expect(await refused({}, 'nowhere')).toEqual(['unknown', "there is no run 'nowhere' in the namespace 'default'"]);
    const { at } = await approvals.decide(workflowId, { id: 'pay', action: 'approve', by: 'ada' });
    await handle.result();
    expect(await refused({ by: 'ada' })).toEqual(['decided', `it was already decided: approve by ada at ${at}`]);
  });

  test('sends nothing for a request that nobody knows, so nobody can fill a history', async () => {
    const handle = await asking({});
    const before = await eventCount(handle);
    const error = await refusalOf(approvalsClient(scene.client).decide(handle.workflowId, { id: 'other', action: 'approve' }));
    expect(error).toMatchObject({ refusal: { kind: 'unknown', reason: 'nothing of that id is waiting' } });
    expect(await eventCount(handle)).toBe(before);
    await handle.terminate();
  });

  test('tells somebody who knows less what the run says of them', async () => {
    const handle = await asking({ quorum: 2 });
    await decide(handle, { id: 'pay', action: 'approve', by: 'ada' });
    const response = await knowing('ada')(
      new Request(addressOf(handle), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"action":"approve"}' }),
    );
    expect([response.status, await response.text()]).toEqual([
      409,
      expect.stringContaining('ada has approved it already, and 1 more have to'),
    ]);
    await handle.terminate();
  });
});
