import type { SourceFix } from '../../../src/worker/bundler/source-fix.js';

const FILES = /[\\/]node_modules[\\/]langchain[\\/]dist[\\/]agents[\\/]middleware[\\/]hitl\.js$/;

/**
 * When a person denies one of a turn's calls, `humanInTheLoopMiddleware` goes back to the model at once: it forgets the calls that were approved, and leaves
 * those that need no approval without an answer, which OpenAI and Anthropic refuse. With this they are called, as by LangChain for Python, and the model
 * gets all answers at once. docs/upstream/langchain-denied-calls.md has it for LangChain.
 */
export const APPROVED_BESIDE_DENIED: readonly SourceFix[] = [
  {
    files: FILES,
    replace: /if \(revisedToolCall && \(!hasRejectedToolCalls \|\| decision\.type === "reject"\)\)/g,
    by: 'if (revisedToolCall)',
  },
  {
    files: FILES,
    replace: /hasRejectedToolCalls \? "model" : void 0/g,
    by: 'artificialToolMessages.length === revisedToolCalls.length ? "model" : void 0',
  },
];
