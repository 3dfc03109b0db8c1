import { aiSdk } from 'onceward/ai-sdk/worker';
import { OncewardPlugin } from 'onceward/worker';
import * as models from './models.ts';
import * as tools from './tools.ts';

/** The plugin of the workers of a task queue, and of the bundler. */
export function createOnceward(taskQueue: string): OncewardPlugin {
  return new OncewardPlugin({
    modules: [tools, models],
    adapters: [aiSdk()],
    ...(taskQueue === 'gpu' && { serve: ['gpu'] }),
  });
}
