import type { DurableOptions, StubDescription } from '../../../src/shared/durable/durable-options.js';

export interface NamedModel {
  readonly specificationVersion?: string;
  readonly provider: string;
  readonly modelId: string;
}

const UNKNOWN = 'durable';

/** Names of a model for its stub; of a lazy one, what its options say. */
export function describeModel(model: NamedModel | undefined, { modelId }: Pick<DurableOptions<never>, 'modelId'>): StubDescription {
  const id = model?.modelId ?? modelId;
  return { provider: model?.provider ?? UNKNOWN, ...(id !== undefined && { modelId: id }) };
}
