import type { Json } from '../../shared/contract/json.js';
import { implementationOf } from '../../shared/durable/implement-tool.js';
import type { Adapter, CallableKind } from '../adapter.js';

const FUNCTION_STUB = { module: import.meta.resolve('onceward/workflow'), export: 'functionStub' };

const durableFunction: CallableKind<(...input: readonly Json[]) => unknown> = {
  kind: 'function',
  stub: FUNCTION_STUB,
  describe: () => ({}),
  perform: async (target, { input }) => ((await target(...input)) as Json | undefined) ?? null,
};

const implementedTool: CallableKind<object> = {
  kind: 'tool',
  stub: FUNCTION_STUB,
  describe: () => ({}),
  perform: async (target, { input }) => (await implementationOf(target)?.(input[0] ?? null)) ?? null,
};

/** What is durable without any framework: async functions, and tools made with `implementTool`. Asked after the adapters. */
export const coreKinds: Adapter = {
  name: 'core',
  kinds: { 'onceward/function': durableFunction, 'onceward/tool': implementedTool },
  recognize(target) {
    if (implementationOf(target) !== undefined) return 'onceward/tool';
    return typeof target === 'function' ? 'onceward/function' : undefined;
  },
};
