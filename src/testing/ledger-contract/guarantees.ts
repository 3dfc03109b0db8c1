/** What every ledger guarantees, one function each; `ledgerContract` gives them their names. */
import { deepEqual, equal, ok, rejects } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { LeaseLost } from '../../shared/errors/lease-lost.js';
import type { Ledger, LedgerRequest, LedgerResult, LedgerState } from '../../worker/ledger/ledger.js';
import type { RunRow } from '../../worker/records/run-records.js';
import { withShiftedClock } from './shifted-clock.js';

const KEY = 'ow1_00112233445566778899aabbccddeeff';
const MINUTE_MS = 60_000;
const SHORT_MS = 50;
const OVER_MS = 80;
const RESULT: LedgerResult = {
  v: 1,
  value: { text: 'größe 🦊', list: [1, 2.5, -3, true, null], nested: { empty: {} } },
  usage: [{ key: KEY, attempt: 1, provider: 'mail', model: 'send', tokens: {}, units: { mails: 1 }, billed: 'yes' }],
};

function begin(ledger: Ledger, more: Partial<LedgerRequest> = {}): Promise<LedgerState> {
  return ledger.begin({ key: KEY, fingerprint: 'f00d', owner: 'worker@1', leaseMs: MINUTE_MS, ...more });
}

async function begun(ledger: Ledger, more: Partial<LedgerRequest> = {}): Promise<number> {
  const state = await begin(ledger, more);
  if (state.status !== 'new') throw new Error(`The write did not begin: ${JSON.stringify(state)}`);
  return state.fence;
}

/** A write whose attempt ended without a word. */
async function died(ledger: Ledger): Promise<number> {
  const fence = await begun(ledger, { leaseMs: SHORT_MS });
  await sleep(OVER_MS);
  return fence;
}

const isLeaseLost = (error: unknown): boolean => LeaseLost.isInstance(error);

export async function inFlightForOthers(ledger: Ledger): Promise<void> {
  ok((await begun(ledger)) >= 1);
  const state = await begin(ledger, { owner: 'worker@2' });
  ok(state.status === 'in-flight', state.status);
  ok(state.remainingMs >= 1 && state.remainingMs <= MINUTE_MS, `${state.remainingMs} ms`);
}

export async function oneOfManyBegins(ledger: Ledger): Promise<void> {
  const keys = Array.from({ length: 10 }, (_, index) => `key-${index}`);
  for (const key of keys) {
    const states = await Promise.all(Array.from({ length: 10 }, () => begin(ledger, { key })));
    deepEqual(states.map(({ status }) => status).toSorted(), [...Array.from({ length: 9 }, () => 'in-flight'), 'new']);
  }
}

export async function resultComesBack(ledger: Ledger): Promise<void> {
  await ledger.complete(KEY, await begun(ledger, { leaseMs: SHORT_MS }), RESULT);
  await sleep(OVER_MS);
  for (const owner of ['worker@1', 'worker@2']) deepEqual(await begin(ledger, { owner }), { status: 'done', result: RESULT });
  for (const value of [null, false, 0, '', [], {}]) {
    const key = `value ${JSON.stringify(value)}`;
    await ledger.complete(key, await begun(ledger, { key }), { v: 1, value });
    deepEqual(await begin(ledger, { key }), { status: 'done', result: { v: 1, value } });
  }
}

export async function completingTwice(ledger: Ledger): Promise<void> {
  const fence = await begun(ledger);
  await ledger.complete(KEY, fence, RESULT);
  await ledger.complete(KEY, fence, { v: 1, value: 'second' });
  deepEqual(await begin(ledger), { status: 'done', result: RESULT });
}

export async function releasedBeginsAnew(ledger: Ledger): Promise<void> {
  const first = await begun(ledger);
  await ledger.fail(KEY, first, 'released');
  const second = await begun(ledger);
  ok(second > first, `${second} after ${first}`);
  await ledger.fail(KEY, second, 'released');
  ok((await begun(ledger, { fingerprint: 'beef' })) > second, 'nothing was done, so another input is no conflict');
}

export async function unknownWaitsForDecision(ledger: Ledger): Promise<void> {
  const fence = await begun(ledger);
  await ledger.fail(KEY, fence, 'unknown');
  for (let asked = 0; asked < 2; asked++) deepEqual(await begin(ledger), { status: 'unknown', fence });
  ok((await begun(ledger, { takeOver: fence })) > fence);
}

export async function deadAttemptIsUnknown(ledger: Ledger): Promise<void> {
  const fence = await died(ledger);
  deepEqual(await begin(ledger), { status: 'unknown', fence });
  const next = await begun(ledger, { takeOver: fence });
  ok(next > fence);
  equal((await begin(ledger)).status, 'in-flight');
}

export async function oneDecisionOneAttempt(ledger: Ledger): Promise<void> {
  const first = await died(ledger);
  const second = await begun(ledger, { takeOver: first });
  equal((await begin(ledger, { takeOver: second })).status, 'in-flight', 'a live attempt is not taken over');
  await ledger.extend(KEY, second, SHORT_MS);
  await sleep(OVER_MS);
  deepEqual(await begin(ledger, { takeOver: first }), { status: 'unknown', fence: second });
}

export async function extendedLeaseHolds(ledger: Ledger): Promise<void> {
  const fence = await begun(ledger, { leaseMs: 5_000 });
  await ledger.extend(KEY, fence, MINUTE_MS);
  const state = await begin(ledger);
  ok(state.status === 'in-flight' && state.remainingMs > 5_000, JSON.stringify(state));
}

export async function zombieIsRefused(ledger: Ledger): Promise<void> {
  const zombie = await died(ledger);
  const fence = await begun(ledger, { takeOver: zombie });
  await rejects(ledger.complete(KEY, zombie, { v: 1, value: 'of the zombie' }), isLeaseLost);
  await rejects(ledger.fail(KEY, zombie, 'released'), isLeaseLost);
  await rejects(ledger.extend(KEY, zombie, MINUTE_MS), isLeaseLost);
  equal((await begin(ledger)).status, 'in-flight');
  await ledger.complete(KEY, fence, RESULT);
  await rejects(ledger.complete(KEY, zombie, { v: 1, value: 'of the zombie' }), isLeaseLost);
  deepEqual(await begin(ledger), { status: 'done', result: RESULT });
  await rejects(ledger.complete('never begun', 1, RESULT), isLeaseLost);
}

export async function lateButUncontested(ledger: Ledger): Promise<void> {
  const fence = await died(ledger);
  deepEqual(await begin(ledger), { status: 'unknown', fence });
  await ledger.complete(KEY, fence, RESULT);
  deepEqual(await begin(ledger, { takeOver: fence }), { status: 'done', result: RESULT });
}

export async function doneStaysDone(ledger: Ledger): Promise<void> {
  const fence = await begun(ledger);
  await ledger.complete(KEY, fence, RESULT);
  await ledger.fail(KEY, fence, 'released');
  await ledger.fail(KEY, fence, 'unknown');
  await rejects(ledger.extend(KEY, fence, MINUTE_MS), isLeaseLost);
  deepEqual(await begin(ledger), { status: 'done', result: RESULT });
}

export async function anotherInputIsAConflict(ledger: Ledger): Promise<void> {
  const conflict: LedgerState = { status: 'conflict', fingerprint: 'f00d' };
  const fence = await begun(ledger);
  deepEqual(await begin(ledger, { fingerprint: 'beef' }), conflict);
  await ledger.fail(KEY, fence, 'unknown');
  deepEqual(await begin(ledger, { fingerprint: 'beef', takeOver: fence }), conflict);
  await ledger.complete(KEY, fence, RESULT);
  deepEqual(await begin(ledger, { fingerprint: 'beef' }), conflict);
  deepEqual(await begin(ledger), { status: 'done', result: RESULT });
}

export async function keysAreExact(ledger: Ledger): Promise<void> {
  const keys = ['page', 'Page', 'page ', 'pagé', "it's", 'a'.repeat(500)];
  for (const key of keys) await ledger.complete(key, await begun(ledger, { key }), { v: 1, value: key });
  for (const key of keys) deepEqual(await begin(ledger, { key }), { status: 'done', result: { v: 1, value: key } });
}

export async function leasesIgnoreTheWorkersClock(ledger: Ledger): Promise<void> {
  for (const offsetMs of [-10 * MINUTE_MS, 10 * MINUTE_MS]) {
    const [live, dead] = [`live ${offsetMs}`, `dead ${offsetMs}`];
    await withShiftedClock(offsetMs, () => begun(ledger, { key: live }));
    equal((await begin(ledger, { key: live })).status, 'in-flight', `begun by a clock off by ${offsetMs} ms`);
    await begun(ledger, { key: dead, leaseMs: SHORT_MS });
    const liveState = await withShiftedClock(offsetMs, () => begin(ledger, { key: live }));
    equal(liveState.status, 'in-flight', `seen by a clock off by ${offsetMs} ms`);
    await sleep(OVER_MS);
    const deadState = await withShiftedClock(offsetMs, () => begin(ledger, { key: dead }));
    equal(deadState.status, 'unknown', `seen by a clock off by ${offsetMs} ms`);
  }
}

export async function reopens(ledger: Ledger): Promise<void> {
  await ledger.complete(KEY, await begun(ledger), RESULT);
  await ledger.close();
  await ledger.close();
  deepEqual(await begin(ledger), { status: 'done', result: RESULT });
}

export async function rowsTellWhose(ledger: Ledger): Promise<void> {
  deepEqual(await rowsOf(ledger), []);
  const before = Date.now();
  const keys = Array.from({ length: 600 }, (_, index) => `key-${index}`);
  for (const key of keys) await begun(ledger, { key, workflowId: `claim-${key}` });
  await ledger.complete('theirs', await begun(ledger, { key: 'theirs', workflowId: 'claim-7', tenant: 'acme' }), RESULT);
  await ledger.fail('again', await begun(ledger, { key: 'again', workflowId: 'claim-8' }), 'released');
  await begun(ledger, { key: 'again', workflowId: 'claim-9' });
  await begun(ledger, { key: "nobody's" });
  const rows = new Map(
    (await rowsOf(ledger)).map(({ recordedAt, ...row }) => [row.key, { ...row, ageMs: Date.parse(recordedAt) - before }]),
  );
  deepEqual([...rows.keys()].toSorted(), [...keys, 'theirs', 'again', "nobody's"].toSorted());
  for (const { ageMs } of rows.values()) ok(Math.abs(ageMs) < MINUTE_MS, `${ageMs} ms`);
  const found = ['key-7', 'theirs', 'again', "nobody's"].map((key) => {
    const { ageMs: _, ...row } = { ageMs: 0, ...rows.get(key) };
    return row;
  });
  deepEqual(found, [
    { key: 'key-7', workflowId: 'claim-key-7' },
    { key: 'theirs', workflowId: 'claim-7', tenant: 'acme', value: RESULT },
    { key: 'again', workflowId: 'claim-9' },
    { key: "nobody's" },
  ]);
}

export async function forgottenBeginsAnew(ledger: Ledger): Promise<void> {
  for (const key of ['mine', 'theirs']) await ledger.complete(key, await begun(ledger, { key }), RESULT);
  await ledger.forget([]);
  await ledger.forget(['mine', 'never begun']);
  deepEqual(
    (await rowsOf(ledger)).map(({ key }) => key),
    ['theirs'],
  );
  equal((await begin(ledger, { key: 'mine', fingerprint: 'beef' })).status, 'new');
  equal((await begin(ledger, { key: 'theirs' })).status, 'done');
}

async function rowsOf(ledger: Ledger): Promise<RunRow[]> {
  const rows: RunRow[] = [];
  for await (const row of ledger.rows()) rows.push(row);
  return rows;
}
