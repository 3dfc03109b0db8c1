import { setTimeout as sleep } from 'node:timers/promises';
import { ApplicationFailure, defaultPayloadConverter } from '@temporalio/common';
import { defaultActivityInfo, MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/shared/contract/json.ts';
import type { FailureDetails } from '../../../src/shared/contract/failure-details.ts';
import type { StepResult } from '../../../src/shared/contract/step-result.ts';
import { durableContext } from '../../../src/shared/context/durable-context.ts';
import type { DurableOptions } from '../../../src/shared/durable/durable-options.ts';
import { LedgerUnavailable } from '../../../src/shared/errors/ledger-unavailable.ts';
import { fingerprint } from '../../../src/shared/keys/fingerprint.ts';
import { ONCE_POLICY } from '../../../src/shared/policy/default-policies.ts';
import type { StepCall } from '../../../src/worker/adapter.ts';
import type { Ledger } from '../../../src/worker/ledger/ledger.ts';
import { memoryLedger } from '../../../src/worker/ledger/memory-ledger.ts';
import { createActivities } from '../../../src/worker/pipeline/create-activity.ts';
import { withActivityHeaders } from '../../../src/worker/pipeline/step-header-of.ts';
import type { DurableStep } from '../../../src/worker/registry/durable-step.ts';
import { createArtifacts } from '../../../src/worker/stores/create-artifacts.ts';
import { noChain } from '../../support/no-chain.ts';
import { collect } from '../stores/collect.ts';
import { memoryStore } from '../../../src/worker/stores/memory-store.ts';

const KEY = 'ow1_00112233445566778899aabbccddeeff';
const HEADER = { v: 1, key: KEY, scope: 'run:order/1', step: 'function.write', ordinal: 0 };

interface Scene {
  readonly ledger: Ledger;
  /** Effects at a service that ignores keys. */
  readonly effects: Json[];
  attempt(options?: AttemptOptions): Promise<StepResult>;
}

interface AttemptOptions {
  readonly attempt?: number;
  readonly input?: Json;
  readonly repeatOf?: number;
  readonly tenant?: string;
  /** What a person said that the attempt with a fence gave. */
  readonly saidDone?: { readonly fence: number; readonly value: Json };
  readonly heartbeatTimeoutMs?: number;
  /** What the step does after its effect. */
  readonly afterwards?: (call: StepCall) => Json | Promise<Json>;
  /** What it does in place of the effect. */
  readonly instead?: () => never;
  readonly environment?: (environment: MockActivityEnvironment) => void;
}

function createScene(options: DurableOptions = {}, ledger: Ledger = memoryLedger()): Scene {
  const effects: Json[] = [];
  const store = memoryStore();
  const artifactsFor = () => createArtifacts({ store });
  // Each attempt on a worker of its own: nothing is joined.
  return {
    ledger,
    effects,
    attempt({ attempt = 1, input = { note: 'hello' }, repeatOf, tenant, saidDone, heartbeatTimeoutMs = 10_000, ...what } = {}) {
      const step: DurableStep = {
        exportName: 'write',
        file: 'tools.ts',
        entry: { activityType: 'function.write', kind: 'function', id: 'write', policy: ONCE_POLICY },
        describe: () => ({}),
        stub: { module: '', export: '' },
        options: { sideEffect: 'once', ...options },
        aliases: [],
      };
      const perform = async (call: StepCall): Promise<Json> => {
        what.instead?.();
        effects.push(call.input[0] ?? null);
        return (await what.afterwards?.(call)) ?? { id: `row-${effects.length}` };
      };
      const activity = createActivities({ journal: undefined, chain: noChain(), ledger, artifactsFor })(step, perform);
      const environment = new MockActivityEnvironment({
        activityType: 'function.write',
        attempt,
        heartbeatTimeoutMs,
        startToCloseTimeoutMs: 60_000,
      });
      what.environment?.(environment);
      const optional = {
        ...(repeatOf !== undefined && { repeatOf }),
        ...(saidDone !== undefined && { doneIn: saidDone.fence }),
        ...(tenant !== undefined && { run: { v: 1, tenant } }),
      };
      const header = defaultPayloadConverter.toPayload({ ...HEADER, ...optional });
      const args = [input, ...(saidDone === undefined ? [] : [saidDone.value])];
      return withActivityHeaders({ 'onceward-step': header }, () => environment.run(() => activity(...args)));
    },
  };
}

async function failureOf(running: Promise<unknown>): Promise<ApplicationFailure & { details: [FailureDetails] }> {
  const error = await running.catch((thrown: unknown) => thrown);
  if (error instanceof ApplicationFailure) return error as ApplicationFailure & { details: [FailureDetails] };
  throw error instanceof Error ? error : new Error(`It did not fail: ${JSON.stringify(error)}`);
}

const networkCut = (): never => {
  throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};
const refusal =
  (status: number, headers: Record<string, string> = {}) =>
  (): never => {
    throw Object.assign(new Error(`answered ${status}`), { status, headers });
  };
/** The request of another attempt of the scene's write. */
const REQUEST = { key: KEY, fingerprint: fingerprint('function.write', [{ note: 'hello' }]), owner: 'other', leaseMs: 60_000 };

describe('a write that was done', () => {
  test('is answered from the ledger by every later attempt, with what it used', async () => {
    const scene = createScene();
    const usage = { provider: 'mail', model: 'send', tokens: {}, billed: 'yes' } as const;
    const first = await scene.attempt({ afterwards: (call) => (call.addUsage(usage), { id: 'row-1' }) });
    expect(first).toMatchObject({ value: { id: 'row-1' } });
    expect(first).not.toHaveProperty('replayedFrom');
    const later = { value: { id: 'row-1' }, replayedFrom: 'ledger', usage: [{ provider: 'mail' }] };
    // Also a first attempt: a reset schedules the step anew, under its old key.
    for (const attempt of [1, 2]) expect(await scene.attempt({ attempt })).toMatchObject(later);
    expect(scene.effects).toHaveLength(1);
  });

  test('stands in the ledger with the run and the tenant whose it is', async () => {
    const scene = createScene();
    await scene.attempt({ tenant: 'acme' });
    const { workflowId } = defaultActivityInfo.workflowExecution ?? {};
    expect(await collect(scene.ledger.rows())).toMatchObject([{ workflowId, tenant: 'acme', value: { value: { id: 'row-1' } } }]);
    expect(workflowId).toBeTruthy();
  });

  test('with a large result is kept by reference, and comes back whole', async () => {
    const kept: unknown[] = [];
    const ledger = memoryLedger();
    const watched: Ledger = { ...ledger, complete: (key, fence, result) => (kept.push(result), ledger.complete(key, fence, result)) };
    const scene = createScene({}, watched);
    const large = { text: 'ü'.repeat(40_000) };
    await scene.attempt({ afterwards: () => large });
    expect(kept).toMatchObject([{ v: 1, reference: { $artifact: 1, bytes: 80_011 } }]);
    expect((await scene.attempt({ attempt: 2 })).value).toEqual(large);
    expect(scene.effects).toHaveLength(1);
  });

  test('is not made with another input: a conflict that names step and key, and is not tried again', async () => {
    const scene = createScene();
    await scene.attempt();
    const failure = await failureOf(scene.attempt({ input: { note: 'changed' } }));
    expect(failure).toMatchObject({ type: 'IdempotencyConflict', nonRetryable: true, details: [{ key: KEY, category: 'conflict' }] });
    expect(failure.message).toMatch(new RegExp(`function\\.write .*${KEY}`));
    expect(scene.effects).toHaveLength(1);
  });
});

describe('a write that failed', () => {
  test.each([
    [
      'refused connection',
      () => {
        throw Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
      },
      false,
    ],
    ['400', refusal(400), true],
    ['429', refusal(429), false],
    ['503 that says when', refusal(503, { 'retry-after': '1' }), false],
  ] as const)('for certain (%s) is made again by the next attempt', async (_, instead, nonRetryable) => {
    const scene = createScene();
    const failure = await failureOf(scene.attempt({ instead }));
    expect(failure.nonRetryable).toBe(nonRetryable);
    expect(failure.type).not.toBe('OutcomeUnknown');
    expect(await scene.attempt({ attempt: 2 })).toMatchObject({ value: { id: 'row-1' } });
    expect(scene.effects).toHaveLength(1);
  });

  test.each([
    ['a connection that broke', networkCut],
    ['a 500', refusal(500)],
    ['a 503 that says nothing', refusal(503)],
    [
      'an error of its own code',
      () => {
        throw new TypeError('x is not a function');
      },
    ],
  ] as const)('with an unknown outcome (%s) is not repeated: a person is asked, and the error is told', async (_, then) => {
    const scene = createScene();
    const failure = await failureOf(scene.attempt({ afterwards: then }));
    expect(failure).toMatchObject({ type: 'OutcomeUnknown', nonRetryable: true, details: [{ key: KEY, fence: 1, outcomeUnknown: true }] });
    expect(await failureOf(scene.attempt({ attempt: 2 }))).toMatchObject({ type: 'OutcomeUnknown', details: [{ fence: 1 }] });
    expect(scene.effects).toHaveLength(1);
  });

  test('is repeated when a person says so, and not a second time on the same word', async () => {
    const scene = createScene();
    await failureOf(scene.attempt({ afterwards: networkCut }));
    expect(await failureOf(scene.attempt({ repeatOf: 1, afterwards: networkCut }))).toMatchObject({ details: [{ fence: 2 }] });
    expect(await failureOf(scene.attempt({ repeatOf: 1, attempt: 2 }))).toMatchObject({ type: 'OutcomeUnknown', details: [{ fence: 2 }] });
    expect(scene.effects).toHaveLength(2);
    expect(await scene.attempt({ repeatOf: 2 })).toMatchObject({ value: { id: 'row-3' } });
  });

  test('is not repeated when a person says that it happened: every later attempt gets what the person said', async () => {
    const scene = createScene();
    const { details } = await failureOf(scene.attempt({ afterwards: networkCut }));
    expect(details[0].fence).toBe(1);
    const said = { fence: 1, value: { id: 'row-1, seen by ada' } };
    expect(await scene.attempt({ saidDone: said })).toMatchObject({ value: said.value, replayedFrom: 'ledger' });
    expect(await scene.attempt()).toMatchObject({ value: said.value, replayedFrom: 'ledger' });
    expect(scene.effects).toHaveLength(1);
  });

  test('is not asked about again when the worker died while it recorded what the person said', async () => {
    const scene = createScene();
    await failureOf(scene.attempt({ afterwards: networkCut }));
    // The attempt that began in order to record it.
    expect(await scene.ledger.begin({ ...REQUEST, leaseMs: 1, takeOver: 1 })).toEqual({ status: 'new', fence: 2 });
    await sleep(5);
    expect(await scene.attempt({ saidDone: { fence: 1, value: 'seen' }, attempt: 2 })).toMatchObject({ value: 'seen' });
    expect(scene.effects).toHaveLength(1);
  });

  test('is not replaced by what a person says, when somebody recorded meanwhile what it gave', async () => {
    const scene = createScene();
    await failureOf(scene.attempt({ afterwards: networkCut }));
    expect(await scene.attempt({ repeatOf: 1 })).toMatchObject({ value: { id: 'row-2' } });
    expect(await scene.attempt({ saidDone: { fence: 1, value: 'seen' } })).toMatchObject({ value: { id: 'row-2' } });
  });

  test("is repeated by itself with onUnknownOutcome: 'retry'", async () => {
    const scene = createScene({ onUnknownOutcome: 'retry' });
    expect(await failureOf(scene.attempt({ afterwards: networkCut }))).toMatchObject({ type: 'NetworkError', nonRetryable: false });
    expect(await scene.attempt({ attempt: 2 })).toMatchObject({ value: { id: 'row-2' } });
  });

  test('is left open, and stays a cancellation, when the run is cancelled in the middle', async () => {
    const scene = createScene();
    const running = scene.attempt({
      environment: (environment) => setTimeout(() => environment.cancel('CANCELLED'), 20),
      afterwards: (call) =>
        new Promise((_, reject) => call.context.signal.addEventListener('abort', () => reject(new DOMException('stop', 'AbortError')))),
    });
    await expect(running).rejects.toMatchObject({ name: 'CancelledFailure' });
    expect(await failureOf(scene.attempt({ attempt: 2 }))).toMatchObject({ type: 'OutcomeUnknown' });
  });
});

describe('verify', () => {
  test('that finds the write gives its value, and nothing is repeated', async () => {
    const asked: unknown[] = [];
    const verify = async (key: string, input: unknown) => (asked.push([key, input]), { happened: true, value: { id: 'found' } } as const);
    const scene = createScene({ onUnknownOutcome: { verify } });
    await failureOf(scene.attempt({ afterwards: networkCut }));
    for (const attempt of [2, 3])
      expect(await scene.attempt({ attempt })).toMatchObject({ value: { id: 'found' }, replayedFrom: 'ledger' });
    expect(asked).toEqual([[KEY, { note: 'hello' }]]);
    expect(scene.effects).toHaveLength(1);
  });

  test('that finds nothing lets it be made again', async () => {
    const scene = createScene({ onUnknownOutcome: { verify: async () => ({ happened: false }) } });
    await failureOf(scene.attempt({ afterwards: networkCut }));
    expect(await scene.attempt({ attempt: 2 })).toMatchObject({ value: { id: 'row-2' } });
  });

  test('that cannot find out asks a person; one that fails for now is asked again', async () => {
    const checks = [refusal(503, { 'retry-after': '1' }), () => ({ unknown: true }) as const, refusal(401)];
    const scene = createScene({ onUnknownOutcome: { verify: async () => checks.shift()?.() ?? { unknown: true } } });
    await failureOf(scene.attempt({ afterwards: networkCut }));
    expect(await failureOf(scene.attempt({ attempt: 2 }))).toMatchObject({ type: 'Overloaded', nonRetryable: false });
    for (const attempt of [3, 4]) {
      expect(await failureOf(scene.attempt({ attempt }))).toMatchObject({ type: 'OutcomeUnknown', nonRetryable: true });
    }
    expect(scene.effects).toHaveLength(1);
  });
});

describe('another attempt', () => {
  test('that is under way elsewhere is waited for as long as its lease, and never for 0 ms', async () => {
    const scene = createScene();
    const state = await scene.ledger.begin({ ...REQUEST, leaseMs: 7_000 });
    expect(state.status).toBe('new');
    const failure = await failureOf(scene.attempt());
    expect(failure).toMatchObject({ type: 'WriteInFlight', nonRetryable: false });
    const delayMs = Number(failure.nextRetryDelay);
    expect(delayMs).toBeGreaterThan(6_000);
    expect(delayMs).toBeLessThanOrEqual(7_000 * 1.2 + 1);
    expect(scene.effects).toEqual([]);
  });

  test('that died leaves an unknown outcome', async () => {
    const scene = createScene();
    await scene.ledger.begin({ ...REQUEST, leaseMs: 20 });
    await sleep(30);
    expect(await failureOf(scene.attempt({ attempt: 2 }))).toMatchObject({ type: 'OutcomeUnknown', details: [{ fence: 1 }] });
    expect(scene.effects).toEqual([]);
  });

  test('that took the place stops this one: its signal is aborted, its result refused, typed and retryable', async () => {
    const scene = createScene();
    const reasons: unknown[] = [];
    const zombie = scene.attempt({
      heartbeatTimeoutMs: 60,
      afterwards: async (call) => {
        call.context.signal.addEventListener('abort', () => reasons.push(call.context.signal.reason));
        // As if the process had stood still: meanwhile the lease ran out and another came.
        const stalled = Date.now() + 100;
        while (Date.now() < stalled);
        expect(await scene.ledger.begin({ ...REQUEST, takeOver: 1 })).toEqual({ status: 'new', fence: 2 });
        await sleep(200);
        return { id: 'of the zombie' };
      },
    });
    expect(await failureOf(zombie)).toMatchObject({ type: 'LeaseLost', nonRetryable: false });
    expect(reasons).toMatchObject([{ code: 'LeaseLost' }]);
  });

  describe('that could have taken the place of one whose worker stood still before it made its request', () => {
    /** The ledger lets the attempt begin; the attempt learns it when the lease is over, and what happened meanwhile. */
    const standStill = (meanwhile: (ledger: Ledger) => Promise<unknown>): Ledger => {
      const ledger = memoryLedger();
      const begin: Ledger['begin'] = async (request) => {
        const state = await ledger.begin(request);
        await sleep(1.5 * request.leaseMs);
        await meanwhile(ledger);
        return state;
      };
      return { ...ledger, begin };
    };

    test('and did: the request is not made', async () => {
      const scene = createScene(
        {},
        standStill((ledger) => ledger.begin({ ...REQUEST, takeOver: 1 })),
      );
      expect(await failureOf(scene.attempt({ heartbeatTimeoutMs: 60 }))).toMatchObject({ type: 'LeaseLost', nonRetryable: false });
      expect(scene.effects).toEqual([]);
    });

    test('and did not: it is made', async () => {
      const scene = createScene(
        {},
        standStill(async () => undefined),
      );
      expect(await scene.attempt({ heartbeatTimeoutMs: 60 })).toMatchObject({ value: { id: 'row-1' } });
    });
  });

  test('is shut out by a lease that is extended while the write takes longer than it', async () => {
    const scene = createScene();
    const states: string[] = [];
    await scene.attempt({
      heartbeatTimeoutMs: 60,
      afterwards: async () => {
        await sleep(200);
        states.push((await scene.ledger.begin(REQUEST)).status);
        return { id: 'slow' };
      },
    });
    expect(states).toEqual(['in-flight']);
  });
});

describe('a ledger that is down', () => {
  const down = async (): Promise<never> => {
    throw new LedgerUnavailable({ ledger: 'test', problem: 'is down: postgres://user:canary-password@host/db', hint: 'Start it.' });
  };

  test('before the write: nothing is done, and it is tried again', async () => {
    const scene = createScene({}, { ...memoryLedger(), begin: down });
    const failure = await failureOf(scene.attempt());
    expect(failure).toMatchObject({ type: 'LedgerUnavailable', nonRetryable: false });
    expect(JSON.stringify([failure.message, failure.details])).not.toContain('canary-password');
    expect(scene.effects).toEqual([]);
  });

  test('for a moment after the write: it is told again, and the write is recorded', async () => {
    const ledger = memoryLedger();
    let failures = 2;
    const scene = createScene({}, { ...ledger, complete: (...args) => (failures-- > 0 ? down() : ledger.complete(...args)) });
    expect(await scene.attempt()).toMatchObject({ value: { id: 'row-1' } });
    expect(await scene.attempt({ attempt: 2 })).toMatchObject({ replayedFrom: 'ledger' });
    expect(scene.effects).toHaveLength(1);
  });

  test('for long after the write: the result is given, and should it be lost, the outcome is unknown, never repeated silently', async () => {
    const scene = createScene({}, { ...memoryLedger(), complete: down });
    expect(await scene.attempt({ heartbeatTimeoutMs: 30 })).toMatchObject({ value: { id: 'row-1' } });
    await sleep(50);
    expect(await failureOf(scene.attempt({ attempt: 2 }))).toMatchObject({ type: 'OutcomeUnknown' });
    expect(scene.effects).toHaveLength(1);
  });
});

test('the code of the step knows its fence, to give it to whoever can compare them', async () => {
  const scene = createScene({ onUnknownOutcome: 'retry' });
  const fences: unknown[] = [];
  await failureOf(scene.attempt({ afterwards: () => (fences.push(durableContext().fence), networkCut()) }));
  await scene.attempt({ attempt: 2, afterwards: () => (fences.push(durableContext().fence), null) });
  expect(fences).toEqual([1, 2]);
});
