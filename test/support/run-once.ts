import { defaultPayloadConverter } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { Json } from '../../src/shared/contract/json.ts';
import type { StepResult } from '../../src/shared/contract/step-result.ts';
import { ONCE_POLICY } from '../../src/shared/policy/default-policies.ts';
import type { DurableOptions } from '../../src/shared/durable/durable-options.ts';
import type { StepCall } from '../../src/worker/adapter.ts';
import type { Ledger } from '../../src/worker/ledger/ledger.ts';
import { createActivities } from '../../src/worker/pipeline/create-activity.ts';
import { withActivityHeaders } from '../../src/worker/pipeline/step-header-of.ts';
import { createArtifacts } from '../../src/worker/stores/create-artifacts.ts';
import { noChain } from './no-chain.ts';
import { memoryStore } from '../../src/worker/stores/memory-store.ts';

export interface OneAttempt {
  readonly ledger: Ledger;
  readonly key: string;
  readonly perform: (call: StepCall) => Promise<Json>;
  readonly options?: DurableOptions;
  readonly input?: Json;
  readonly attempt?: number;
  readonly heartbeatTimeoutMs?: number;
}

/** Runs one attempt of a `sideEffect: 'once'` step through the real activity side, as a worker of its own would. */
export function runOnce({
  ledger,
  key,
  perform,
  options,
  input = null,
  attempt = 1,
  heartbeatTimeoutMs = 10_000,
}: OneAttempt): Promise<StepResult> {
  const store = memoryStore();
  const activity = createActivities({ journal: undefined, chain: noChain(), ledger, artifactsFor: () => createArtifacts({ store }) })(
    {
      exportName: 'write',
      file: 'tools.ts',
      entry: { activityType: 'function.write', kind: 'function', id: 'write', policy: ONCE_POLICY },
      describe: () => ({}),
      stub: { module: '', export: '' },
      options: { sideEffect: 'once', ...options },
      aliases: [],
    },
    perform,
  );
  const environment = new MockActivityEnvironment({
    activityType: 'function.write',
    attempt,
    heartbeatTimeoutMs,
    startToCloseTimeoutMs: 60_000,
  });
  const header = defaultPayloadConverter.toPayload({ v: 1, key, scope: 'run:order/1', step: 'function.write', ordinal: 0 });
  return withActivityHeaders({ 'onceward-step': header }, () => environment.run(() => activity(input)));
}
