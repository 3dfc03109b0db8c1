import { fromRichJson, toRichJson } from '../../../src/shared/encoding/rich-json.js';
import { knownTokens } from '../../../src/shared/steps/known-tokens.js';
import type { StubDescription } from '../../../src/shared/durable/durable-options.js';
import type { UsageRecord } from '../../../src/shared/contract/usage-record.js';
import type { CallableKind, DurableKind, StepCall } from '../../../src/worker/adapter.js';
import { warningsOnRetries } from '../../../src/worker/clients/client-retries.js';
import { describeModel, type NamedModel } from './describe-model.js';
import { requireV4 } from './require-v4.js';
import type { WireResult } from './wire-of.js';
import { withoutWire } from './without-wire.js';

/** What every call of a model takes beside its own options. */
export interface CallTransport {
  readonly abortSignal: AbortSignal;
  /** For gateways that know it; a provider that does not ignores the header. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface SingleCallOptions<Model, Options, Result> {
  readonly kind: DurableKind['kind'];
  /** What its stub must know besides its names. */
  readonly describe: (...args: Parameters<DurableKind<Model>['describe']>) => StubDescription | Promise<StubDescription>;
  /** The name of its stub in `onceward/ai-sdk/workflow`. */
  readonly stub: string;
  /** One provider request. */
  readonly call: (model: Model, options: Options & CallTransport) => PromiseLike<Result>;
  /** The result as the stub reads it. @default the result */
  readonly toReply?: (result: Omit<Result, 'request'>) => unknown;
  /** What the provider says it used. */
  readonly usageOf?: (result: Result) => Pick<UsageRecord, 'units'> & { readonly tokens?: Parameters<typeof knownTokens>[0] };
}

/** A kind of model whose calls stand by themselves: options in, result out, and no conversation. */
export function singleCallKind<Model extends NamedModel, Options, Result extends WireResult>(
  options: SingleCallOptions<Model, Options, Result>,
): CallableKind<Model> {
  const { kind, describe, stub, toReply = (result) => result } = options;
  return {
    kind,
    stub: { module: import.meta.resolve('onceward/ai-sdk/workflow'), export: stub },
    describe: async (model, stated) => ({ ...describeModel(model, stated), ...(await describe(model, stated)) }),

    async perform(model, stepCall) {
      const result = await callOnce(options, { model, stepCall, options: fromRichJson(stepCall.input[0] ?? {}) as Options });
      return toRichJson(toReply(result));
    },

    warnings: warningsOnRetries,
  };
}

interface SingleCall<Model, Options> {
  readonly model: Model;
  readonly options: Options;
  readonly stepCall: StepCall;
}

/** Makes the one request, and records what it used. */
export async function callOnce<Model extends NamedModel, Options, Result extends WireResult>(
  { call, usageOf }: Pick<SingleCallOptions<Model, Options, Result>, 'call' | 'usageOf'>,
  { model, options, stepCall }: SingleCall<Model, Options>,
): Promise<Omit<Result, 'request'>> {
  requireV4(model);
  const { signal: abortSignal, idempotencyKey } = stepCall.context;
  const result = await call(model, { ...options, abortSignal, headers: { 'idempotency-key': idempotencyKey } });
  const { tokens = {}, units } = usageOf?.(result) ?? {};
  stepCall.addUsage({
    provider: model.provider,
    model: model.modelId,
    tokens: knownTokens(tokens),
    ...(units !== undefined && { units }),
    billed: 'yes',
  });
  return withoutWire(result);
}
