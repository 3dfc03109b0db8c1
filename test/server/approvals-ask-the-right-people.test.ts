import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../fixtures/harness/bundle-workflows.ts';
import { openScene, type Scene } from '../fixtures/harness/open-scene.ts';
import { decide, pendingIds, refusalReason } from '../fixtures/people/answers.ts';
import { PEOPLE_WORKFLOWS, peoplePlugin } from '../fixtures/people/people-plugin.ts';
import type { Asked } from '../fixtures/people/workflows.ts';
import { runCli, type CliRun } from '../unit/cli/run-cli.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene({ workflows: PEOPLE_WORKFLOWS, plugin: peoplePlugin() });
});

afterAll(() => scene.close());

async function asking(options: Partial<Asked> = {}): Promise<WorkflowHandle> {
  const handle = await scene.start('asks', { id: 'pay', ...options });
  await pendingIds(handle, ['pay']);
  return handle;
}

async function problemOf(options: object): Promise<string> {
  const handle = await scene.start('asks', { id: 'pay', ...options });
  const { cause } = await refusalOf(handle.result());
  expect(cause).toMatchObject({ type: 'InvalidOption', nonRetryable: true });
  return (cause as Error).message;
}

const INVOICE = { amount: 10, currency: 'EUR' };

describe('of those who may answer', () => {
  test('the others are refused, and told who may', async () => {
    const handle = await asking({ approvers: ['ada', 'role:claims'] });
    const bob = { id: 'pay', action: 'approve', by: 'bob' };
    expect(await refusalReason(handle, bob)).toContain('bob may not answer it; ada, role:claims may');
    expect(await refusalReason(handle, { ...bob, roles: ['sales'] })).toContain('bob may not answer it');
    expect(await refusalReason(handle, { id: 'pay', action: 'approve' })).toContain('it has to say who answers');
    await decide(handle, { ...bob, roles: ['claims'] });
    expect(await handle.result()).toMatchObject({ approved: true, by: 'bob' });
  });

  test('nobody is called by the name of a role', async () => {
    const handle = await asking({ approvers: ['role:claims'] });
    expect(await refusalReason(handle, { id: 'pay', action: 'approve', by: 'claims' })).toContain('claims may not answer it');
    await handle.terminate();
  });

  test('whoever asked for it is none', async () => {
    const handle = await asking({ notRequester: 'ada' });
    expect(await refusalReason(handle, { id: 'pay', action: 'approve', by: 'ada' })).toContain('ada made the request');
    await decide(handle, { id: 'pay', action: 'reject', by: 'bob' });
    expect(await handle.result()).toMatchObject({ approved: false, by: 'bob' });
  });
});

describe('a quorum', () => {
  test('is of different people, and each answer stands in the record', async () => {
    const handle = await asking({ quorum: 2, proposed: 1 });
    expect(await decide(handle, { id: 'pay', action: 'approve', by: 'ada', reason: 'fine' })).toMatchObject({
      approved: false,
      awaiting: 1,
    });
    expect((await pendingIds(handle, ['pay']))[0]).toMatchObject({ quorum: 2, approvedBy: ['ada'] });
    expect(await refusalReason(handle, { id: 'pay', action: 'approve', by: 'ada' })).toContain(
      'ada has approved it already, and 1 more have to',
    );
    const decision = await decide(handle, { id: 'pay', action: 'approve', by: 'bob' });
    expect(decision).toMatchObject({ approved: true, by: 'bob' });
    expect(decision).not.toHaveProperty('awaiting');
    const events = decision.audit?.map(({ event, by, reason }) => [event, by, reason]);
    expect(events).toEqual([
      ['asked', undefined, undefined],
      ['approve', 'ada', 'fine'],
      ['approve', 'bob', undefined],
    ]);
    expect(await handle.result()).toMatchObject({ approved: true, value: 1 });
  });

  test('starts again with an edit, for nobody approved that', async () => {
    const handle = await asking({ quorum: 2, proposed: 1 });
    await decide(handle, { id: 'pay', action: 'approve', by: 'ada' });
    expect(await decide(handle, { id: 'pay', action: 'edit', value: 2, by: 'bob' })).toMatchObject({ approved: false, awaiting: 1 });
    expect((await pendingIds(handle, ['pay']))[0]).toMatchObject({ proposed: 2, approvedBy: ['bob'] });
    await decide(handle, { id: 'pay', action: 'approve', by: 'ada' });
    expect(await handle.result()).toMatchObject({ approved: true, value: 2, by: 'ada' });
  });

  test('does not hold one back who rejects', async () => {
    const handle = await asking({ quorum: 3 });
    await decide(handle, { id: 'pay', action: 'approve', by: 'ada' });
    await decide(handle, { id: 'pay', action: 'reject', by: 'bob' });
    expect(await handle.result()).toMatchObject({ approved: false, by: 'bob' });
  });
});

describe('a schema', () => {
  test('is for whoever shows the request, refuses an edit, and completes one', async () => {
    const handle = await asking({ schemaOf: 'invoice', proposed: INVOICE });
    expect((await pendingIds(handle, ['pay']))[0]?.schema).toMatchObject({ type: 'object', properties: { amount: { maximum: 1_000 } } });
    const reason = await refusalReason(handle, { id: 'pay', action: 'edit', value: { amount: 5_000 } });
    expect(reason).toContain('the value does not fit: amount: Too big');
    await decide(handle, { id: 'pay', action: 'edit', value: { amount: 500 } });
    expect(await handle.result()).toMatchObject({ action: 'edit', value: { amount: 500, currency: 'EUR' } });
  });

  test('lets nobody approve what does not fit it, nor approve another value than what was proposed', async () => {
    const handle = await asking({ schemaOf: 'invoice', proposed: { amount: 'a lot' } });
    expect(await refusalReason(handle, { id: 'pay', action: 'approve' })).toContain('cannot be approved as it is: amount: ');
    expect(await refusalReason(handle, { id: 'pay', action: 'approve', value: INVOICE })).toContain('to change it, edit');
    await handle.terminate();
  });

  test('that would have to be waited for is refused before anybody is asked', async () => {
    expect(await problemOf({ schemaOf: 'asynchronous', proposed: 'text' })).toContain("option 'schema' is asynchronous");
  });
});

describe('several items in one request', () => {
  const items = ['one', 'two', 'three'].map((id) => ({ id, proposed: INVOICE }));

  test('each have a decision of their own', async () => {
    const handle = await asking({ items });
    const answers = { two: { action: 'edit', value: { amount: 20 } }, three: { action: 'reject', reason: 'paid' } };
    await decide(handle, { id: 'pay', action: 'approve', by: 'ada', items: answers });
    const decided = {
      one: { action: 'approve', approved: true, value: INVOICE },
      two: { action: 'edit', approved: true, value: { amount: 20, currency: 'EUR' } },
      three: { action: 'reject', approved: false, value: INVOICE, reason: 'paid' },
    };
    expect(await handle.result()).toMatchObject({ approved: false, by: 'ada', items: decided });
  });

  test('are all approved, or all rejected, in a word', async () => {
    const [yes, no] = await Promise.all([asking({ items }), asking({ items })]);
    await decide(yes, { id: 'pay', action: 'approve' });
    await decide(no, { id: 'pay', action: 'reject' });
    expect(await yes.result()).toMatchObject({ approved: true, items: { one: { approved: true }, three: { approved: true } } });
    expect(await no.result()).toMatchObject({ approved: false, items: { one: { approved: false }, three: { approved: false } } });
  });

  test.for([
    [{ four: { action: 'approve' } }, "it has no item 'four'; its items are one, two, three"],
    [{ two: { action: 'edit' } }, "item 'two': an edit needs a value"],
    [{ two: { action: 'edit', value: { amount: -1, currency: 7 } } }, "item 'two': the value does not fit: currency: "],
    [{ two: { action: 'respond' } }, "item 'two': it takes approve, edit, reject, not 'respond'"],
    [['approve'], "'items' has to be an object"],
  ] as const)('refuse %j', async ([answers, problem]) => {
    const handle = await asking({ items });
    expect(await refusalReason(handle, { id: 'pay', action: 'approve', items: answers })).toContain(problem);
    await handle.terminate();
  });

  test.for([
    [{ items: [] }, "option 'items' is empty"],
    [{ items: [items[0], items[0]] }, "option 'items' has 'one' twice"],
    [{ items, proposed: 1 }, "option 'proposed' cannot stand beside 'items'"],
    [{ items, quorum: 2 }, "option 'quorum' cannot be more than 1 beside 'items'"],
  ] as const)('cannot be asked as %#', async ([options, problem]) => {
    expect(await problemOf(options)).toContain(problem);
  });
});

test('the command line shows who may answer, and says who does', async () => {
  const cli = (...words: string[]): Promise<CliRun> =>
    runCli(['approvals', ...words], { environment: { TEMPORAL_ADDRESS: scene.address } });
  const handle = await asking({ approvers: ['role:claims'], quorum: 2, proposed: 1 });
  const { workflowId } = handle;
  await cli('approve', workflowId, 'pay', '--by', 'ada', '--role', 'sales,claims').then(({ stdout }) =>
    expect(stdout).toMatch(/; 1 more have to approve$/m),
  );
  expect((await cli('list', '--workflow-id', workflowId)).stdout).toContain('role:claims (1 of 2)');
  expect((await cli('approve', workflowId, 'pay', '--by', 'bob')).stderr).toContain('bob may not answer it; role:claims may');
  const itemised = await asking({ items: [{ id: 'one', proposed: INVOICE }] });
  expect((await cli('list', '--workflow-id', itemised.workflowId)).stdout).toContain('{"one":{"amount":10,"currency":"EUR"}}');
  await cli('approve', itemised.workflowId, 'pay', '--items', '{"one":{"action":"reject"}}');
  expect(await itemised.result()).toMatchObject({ approved: false, items: { one: { action: 'reject' } } });
  expect((await cli('approve', itemised.workflowId, 'pay', '--items', '[')).stderr).toContain('--items is no JSON');
  await handle.terminate();
});

describe('what nobody could answer is refused before anybody is asked', () => {
  test.for([
    [{ approvers: [] }, "option 'approvers' is empty"],
    [{ quorum: 0 }, "option 'quorum' is 0"],
    [{ quorum: 1.5 }, "option 'quorum' is 1.5"],
    [{ actions: [] }, "option 'actions' is empty"],
    [{ actions: ['approve', 'aprove'] }, "option 'actions' has 'aprove'"],
    [{ remind: ['1h'] }, "option 'remind' reminds nobody"],
    [{ remind: ['4d'], tells: true, expires: '3d' }, "option 'remind' has '4d', when the request has expired"],
    [{ escalate: [{ after: '3d', to: ['bob'] }], expires: '3d' }, "option 'escalate' has '3d', when the request has expired"],
    [{ expires: 'soon' }, "option 'expires' is 'soon'"],
  ] as const)('%j', async ([options, problem]) => {
    expect(await problemOf(options)).toContain(problem);
  });
});

describe('an answer that is too large or of another shape is refused', () => {
  test.for([
    [{ reason: 'a'.repeat(10_001) }, 'a reason has at most 10000 characters, not 10001'],
    [{ by: 'a'.repeat(201) }, 'a name has at most 200 characters, not 201'],
    [{ action: 'edit', value: 'a'.repeat(300_000) }, 'and at most 256000 are taken'],
    [{ by: 7 }, "'by' has to be a text"],
    [{ roles: 'admin' }, "'roles' has to be a list of texts"],
    [{ reason: { text: 'no' } }, "'reason' has to be a text"],
  ] as const)('%#', async ([answer, problem]) => {
    const handle = await asking();
    expect(await refusalReason(handle, { id: 'pay', action: 'approve', ...answer })).toContain(problem);
    await handle.terminate();
  });
});
