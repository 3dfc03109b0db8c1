import type { Category } from './category.js';
import type { ToolFailure } from './tool-failure.js';

/** What to do about a failed step, for a person and for a model alike. */
export function adviceOn({
  category,
  retryable,
  outcomeUnknown,
}: {
  category: Category;
  retryable: boolean;
  outcomeUnknown: boolean;
}): string {
  if (category === 'tool_input_invalid') return 'Correct the input, and call it again.';
  const again = retryable ? 'A later try may succeed.' : 'Trying the same again will not help.';
  return outcomeUnknown ? `It may have taken effect all the same: if it changes anything, look before doing it again. ${again}` : again;
}

/**
 * What a model is told of a tool that failed for good, in one line: which tool, what kind of failure, what happened, and whether to try
 * again. The same for every framework. The summary is without secrets, and there is no stack: agents put what they get into the prompt.
 */
export function tellModel({ message, hint }: ToolFailure): string {
  const [what = ''] = message.split('\n');
  return `${what.replace(/[.\s]+$/, '')}. ${hint}`;
}
