import { NotInWorkflow } from '../../../src/shared/errors/not-in-workflow.js';
import { NAMED_MODEL_HOOK } from '../shared/named-model-hook.js';

/** Under this name LangChain marks errors that it need not try again. */
const IS_RETRYABLE = Symbol.for('langchain.errors.retryable');

type Fetch = (input: unknown) => Promise<never>;

/** Has a model that is not durable fail at its first call: LangChain would try what cannot work in workflow code six times more. */
export function refuseRawModels(): void {
  const refusing = Reflect.get(globalThis, 'fetch') as Fetch;
  const refusingOnce: Fetch = (input) => refusing(input).catch(throwForGood);
  Reflect.set(globalThis, 'fetch', refusingOnce);
  Reflect.set(globalThis, Symbol.for(NAMED_MODEL_HOOK), refuseNamed);
}

function throwForGood(error: unknown): never {
  throw Object.defineProperty(error as Error, IS_RETRYABLE, { value: false });
}

function refuseNamed(provider: string): never {
  throw new NotInWorkflow({ what: `A model of ${provider} was named, by initChatModel or as the model of an agent,` });
}
