import type { OncewardPlugin } from '../../worker/plugin/onceward-plugin.js';
import type { TestFramework } from '../test-framework.js';

export interface AdapterContractOptions {
  /** The adapter's name, for the names of the tests. */
  readonly name: string;
  readonly framework: TestFramework;
  /** A file with a workflow that asks a durable model of the framework once. */
  readonly workflowsPath: string;
  /** The name of that workflow. It takes a prompt and gives the model's text. */
  readonly workflow: string;
  /** Makes the plugin with the adapter, the durable modules, and a store and a journal of its own. Called once, when the provider's URL is known. */
  readonly createPlugin: () => OncewardPlugin;
  /** Told the base URL of the provider, with `/v1`, before anything else; the model must use it. */
  useProvider(url: string): void;
  /** What the model's client knows and history may not: at least its API key. */
  readonly secrets: readonly string[];
  /** Whether requests carry the step's `Idempotency-Key`. Default false: they may, and then it must be the step's. */
  readonly sendsKey?: boolean;
}
