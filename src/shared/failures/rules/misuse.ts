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

/** The clients of Stainless, which have no class for it. */
const STREAM_FIRST = /^streaming is (?:strongly )?(?:required|recommended) for/;

/** What a client refuses to download, such as a file on one's own network: told without a status and without a cause. */
const REFUSED_DOWNLOAD = 'ai_downloaderror';

/** The caller passed what the client does not take. */
export const misuse: Rule = ({ has, layers, status }) => {
  const isRefused = has(REFUSED_DOWNLOAD) && status === undefined && layers.length === 1;
  const isMisused = isRefused || has(...NAMES) || layers.some(({ message }) => STREAM_FIRST.test(message));
  return isMisused ? { category: 'invalid_request', retryable: false } : undefined;
};
