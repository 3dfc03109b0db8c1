import { aiSdk } from 'onceward/ai-sdk/worker';
import { OncewardPlugin, type OncewardPluginOptions } from 'onceward/worker';
import * as tools from '../tools.ts';
import * as lookup from './lookup-company.ts';
import * as models from './models.ts';

/** The plugin of the workers of a task queue, and of the bundler. */
export function createOnceward(taskQueue: string, options?: Partial<OncewardPluginOptions>): OncewardPlugin {
  return new OncewardPlugin({
    modules: [tools, lookup, models],
    adapters: [aiSdk()],
    ...(taskQueue === 'gpu' && { serve: ['gpu'] }),
    ...options,
  });
}
