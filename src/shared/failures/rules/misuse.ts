import type { Rule } from './rule.js';

/** Calls that never left: their causes, which are about the form of what was passed, say less than they do. */
const NAMES = [
  'ai_loadsettingerror',
  'ai_unsupportedfunctionalityerror',
  'ai_invalidprompterror',
  'ai_invalidargumenterror',
  'ai_invalidmessageroleerror',
  'ai_messageconversionerror',
  'ai_invaliddatacontenterror',
  'ai_toomanyembeddingvaluesforcallerror',
  'ai_unsupportedmodelversionerror',
  'ai_missingtoolresultserror',
  'ai_invalidtoolapprovalerror',
  'ai_toolcallnotfoundforapprovalerror',
  'ai_serializationerror',
] as const;

/** The caller passed what the client does not take. */
export const misuse: Rule = ({ has }) => (has(...NAMES) ? { category: 'invalid_request', retryable: false } : undefined);
