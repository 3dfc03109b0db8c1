import { descriptionText } from '../../../src/shared/steps/description-text.js';
import type { DurableEntry } from '../../../src/shared/steps/durable-entry.js';

/** What every model of the AI SDK says of itself. */
export function namesOfModel(entry: DurableEntry): {
  readonly specificationVersion: 'v4';
  readonly provider: string;
  readonly modelId: string;
} {
  return { specificationVersion: 'v4', provider: descriptionText(entry, 'provider'), modelId: descriptionText(entry, 'modelId') };
}
