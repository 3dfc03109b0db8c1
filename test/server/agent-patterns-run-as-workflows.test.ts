import { describePatterns } from '../support/describe-patterns.ts';
import { AI_SDK_PATTERNS } from '../support/pattern-sets.ts';

await describePatterns(AI_SDK_PATTERNS);
