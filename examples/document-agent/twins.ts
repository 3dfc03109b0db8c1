import { fileURLToPath } from 'node:url';
import { OncewardPlugin, type OncewardPluginOptions } from 'onceward/worker';

export const FRAMEWORKS = ['ai-sdk', 'langchain'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** The same agent in one of the frameworks. */
export interface Twin {
  readonly workflowsPath: string;
  readonly createOnceward: (options?: Partial<OncewardPluginOptions>) => OncewardPlugin;
}

/** Loads one twin only: a project of your own has one framework, and knows it. */
export async function loadTwin(framework: Framework): Promise<Twin> {
  const { oncewardOptions } = framework === 'ai-sdk' ? await import('./ai-sdk/onceward.ts') : await import('./langchain/onceward.ts');
  return {
    createOnceward: (options) => new OncewardPlugin({ ...oncewardOptions, ...options }),
    workflowsPath: fileURLToPath(new URL(`./${framework}/workflows.ts`, import.meta.url)),
  };
}
