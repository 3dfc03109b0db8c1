import type { MessagePort } from 'node:worker_threads';
import type { ArtifactOptions } from '../../shared/artifacts/artifacts.js';
import type { ActivityKind } from '../../shared/contract/activity-kind.js';
import type { ArtifactReference } from '../../shared/contract/artifact-reference.js';
import type { Json } from '../../shared/contract/json.js';
import type { DurableContext } from '../../shared/context/durable-context.js';
import type { Duration } from '../../shared/options/duration.js';
import type { StepCall, StubSource } from '../adapter.js';
import type { Judgement } from '../pipeline/judge-error.js';
import type { TransferredError } from './transferred-error.js';

/** How a thread finds a step: by the URL of its module, which it loads for itself. */
export interface ThreadTarget {
  readonly url: string;
  readonly exportName: string;
  readonly kind: ActivityKind;
  /** Where the adapters are made: a thread has none of the main thread's objects. */
  readonly adapters: readonly StubSource[];
}

export interface ThreadTask extends ThreadTarget {
  readonly input: readonly Json[];
  readonly context: Omit<DurableContext, 'signal' | 'artifacts' | 'providerJob' | 'resolve'>;
}

export type UsageOfCall = Parameters<StepCall['addUsage']>[0];

/** From the main thread. `find` only looks whether the step is there. */
export type ToThread =
  | { readonly type: 'find'; readonly target: ThreadTarget }
  | { readonly type: 'run'; readonly task: ThreadTask }
  | { readonly type: 'abort'; readonly reason: TransferredError };

/** From a thread: how it ended, or what it asks of the store, with a port for the answer. */
export type FromThread =
  | { readonly type: 'done'; readonly value: Json; readonly usage: readonly UsageOfCall[] }
  | { readonly type: 'failed'; readonly judgement: Judgement; readonly error: TransferredError; readonly usage: readonly UsageOfCall[] }
  | {
      readonly type: 'put';
      readonly content: Uint8Array | MessagePort;
      readonly options: ArtifactOptions<string>;
      readonly answer: MessagePort;
    }
  | { readonly type: 'open'; readonly reference: ArtifactReference; readonly answer: MessagePort }
  | { readonly type: 'link'; readonly reference: ArtifactReference; readonly expiresIn?: Duration; readonly answer: MessagePort };
