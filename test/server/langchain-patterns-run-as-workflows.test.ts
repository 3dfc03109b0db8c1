import { describePatterns } from '../support/describe-patterns.ts';
import { LANGCHAIN_PATTERNS } from '../support/pattern-sets.ts';

await describePatterns(LANGCHAIN_PATTERNS);
