/** The entry `onceward/langchain/sandbox`: what LangChain and deepagents take from Node's modules, in the sandbox. The plugin loads it; nobody else needs it. */
import { refuseRawModels } from './workflow/refuse-raw-models.js';
import { installNextTry } from './workflow/wait-for-next-try.js';
import { installRetryWarning } from './workflow/warn-of-retries.js';

export {
  basename,
  inspect,
  LangSmithResourceNotFoundError,
  LangSmithSandboxError,
  SandboxClient,
  sep,
} from './workflow/deepagents-imports.js';

/** Node's class, as the sandbox has it: Temporal puts it on the global object, and keeps it deterministic. */
export const AsyncLocalStorage = Reflect.get(globalThis, 'AsyncLocalStorage') as new () => object;

/** Under this name LangChain looks for the store that carries a run's config from a graph's node to what the node calls. */
const CONFIG_STORE = Symbol.for('ls:tracing_async_local_storage');

// In Node, LangGraph does this while it loads; its build for browsers, which the sandbox gets, does not.
if (Reflect.get(globalThis, CONFIG_STORE) === undefined) Reflect.set(globalThis, CONFIG_STORE, new AsyncLocalStorage());

installRetryWarning();
refuseRawModels();
installNextTry();
