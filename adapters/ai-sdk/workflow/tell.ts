import { tellModel } from '../../../src/shared/failures/tell-model.js';
import { isToolFailure } from '../../../src/shared/failures/tool-failure.js';

/** The AI SDK tells its model what the error's `toString` says, and shows the error itself to the code around the loop. */
export function tell(error: unknown): never {
  if (isToolFailure(error)) Object.defineProperty(error, 'toString', { value: () => tellModel(error) });
  throw error;
}
