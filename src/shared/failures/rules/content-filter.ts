import { firstItems } from '../array-items.js';
import type { ErrorFacts } from '../error-facts.js';
import { readPath } from '../read-property.js';
import type { Rule } from './rule.js';

const CODES = [
  'content_filter',
  'content-filter',
  'content_filtered',
  'content_policy_violation',
  'contentpolicyviolationerror',
  'contentfilterfinishreasonerror',
  'responsibleaipolicyviolation',
  'data_inspection_failed',
  'datainspectionfailed',
  'moderation_blocked',
  'guardrail_intervened',
  'modelrefusalerror',
  'refusal',
  'prohibited_content',
  'blocklist',
  'safety',
  'recitation',
  'ai_decisionrefusalerror',
  'ai_extractionrefusalerror',
] as const;
const PHRASES = [
  'content management policy',
  'content filtering policy',
  'content filter policy',
  'output blocked by content',
  'rejected by the content filter',
  'violating our usage policy',
  'violates our usage polic',
  'rejected by our safety system',
  'rejected as a result of our safety system',
  'blocked by our content',
  'blocked input or output',
  'content exists risk',
  'violates our content polic',
  'content policy violation',
  'blocked by guardrail',
] as const;

/** Whose rules, and what they are called, differs. */
const RULE_BROKEN = /violat\w{1,6} .{0,40}?\b(?:usage|content|safety|use) (?:polic|guideline|terms)/;

/** Whatever the reason is called. */
const BLOCKED =
  /\b(?:blocked|stopped|filtered) (?:due to|because of|by|for) (?:[a-z]+ ){0,2}(?:(?:image_)?safety|recitation|prohibited_content|blocklist|spii|moderation)\b/;
/** How frameworks name a guard that said no. */
const GUARD = /guardrail\w*(?:triggered|tripwire|intervened|blocked)/;

/** A filter or the model itself refused: the same prompt will be refused again, whatever the text advises. */
export const contentFilter: Rule = (facts, { kind }) => {
  const isJudgedByText = kind === 'model' || facts.status !== undefined;
  const isFiltered =
    facts.has(...CODES) ||
    [...facts.identifiers].some((identifier) => GUARD.test(identifier)) ||
    wasFlagged(facts) ||
    (isJudgedByText && (PHRASES.some((phrase) => facts.text.includes(phrase)) || RULE_BROKEN.test(facts.text) || BLOCKED.test(facts.text)));
  return isFiltered ? { category: 'content_filter', retryable: false } : undefined;
};

/** OpenRouter's moderation: a 403 with the reasons beside it. */
function wasFlagged({ status, records }: ErrorFacts): boolean {
  return status === 403 && records.some((record) => firstItems(readPath(record, 'metadata', 'reasons'), 1).length > 0);
}
