/** Packages to install, by npm's `name@version`. */
export interface FrameworkRelease {
  readonly name: 'oldest' | 'newest';
  readonly packages: readonly string[];
}

/** The oldest of each framework that the package asks for, with the providers' packages of its day, and what is newest now. */
export const FRAMEWORK_RELEASES = {
  'ai-sdk': [
    {
      name: 'oldest',
      packages: ['ai@7.0.0', '@ai-sdk/openai@4.0.0', '@ai-sdk/anthropic@4.0.0', '@ai-sdk/openai-compatible@3.0.0', '@ai-sdk/cohere@4.0.0'],
    },
    { name: 'newest', packages: ['ai@7', '@ai-sdk/openai@4', '@ai-sdk/anthropic@4', '@ai-sdk/openai-compatible@3', '@ai-sdk/cohere@4'] },
  ],
  langchain: [
    {
      name: 'oldest',
      packages: [
        'langchain@1.4.0',
        '@langchain/core@1.1.48',
        '@langchain/langgraph@1.3.0',
        '@langchain/openai@1.4.7',
        '@langchain/anthropic@1.4.0',
      ],
    },
    {
      name: 'newest',
      packages: ['langchain@1', '@langchain/core@1', '@langchain/langgraph@1', '@langchain/openai@1', '@langchain/anthropic@1'],
    },
  ],
} as const satisfies Readonly<Record<string, readonly FrameworkRelease[]>>;

export type Framework = keyof typeof FRAMEWORK_RELEASES;

/** The packages whose versions decide what an agent's loop asks for. */
export const LOOP_PACKAGES = {
  'ai-sdk': ['ai'],
  langchain: ['langchain', '@langchain/core', '@langchain/langgraph'],
} as const satisfies Readonly<Record<Framework, readonly string[]>>;
