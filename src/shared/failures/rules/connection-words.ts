import type { ErrorFacts } from '../error-facts.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';
import { isStreamCut, withFreshSample } from './stream-cut.js';

const TIMEOUT_NAMES =
  /^(?:(?:\w*(?:connection|request|cohere|connect|headers|body|read)timeout|timeout)(?:error|exception)?|connect_timeout|request-timeout|body-timeout)$/;
const NETWORK_NAMES =
  /^(?:\w*connectionerror|connecterror|networkerror|network_error|networkingerror|mongonetworkerror|maxretriesperrequesterror|socketerror|readerror|uploaderror|httpparsererror)$/;

/** Of other languages: Go, Python, Rust, Java. */
const NEVER_CONNECTED =
  /\bconnection refused\b|\bno such host\b|\bname or service not known\b|\bname resolution\b|\bnodename nor servname\b|\bno route to host\b|\bnetwork is unreachable\b|failed to establish a new connection/;
const CODE_IN_TEXT = /\b(?:econnreset|econnrefused|enotfound|eai_again|epipe|ehostunreach|enetunreach)\b/;
const NOT_SENT_TEXT = /econnrefused|enotfound|eai_again|unreach/;
const TIMEOUT_TEXT =
  /^"?timeout(?:error)?"?$|\b(?:timed out|timeout exceeded|timeout expired|timeout of \d{1,9} ?ms exceeded|request timeout|read timeout|etimedout|connection timeout|deadline exceeded)\b/;
const CERTIFICATE_TEXT =
  /self[- ]signed certificate|certificate signed by unknown authority|certificate verify failed|failed to verify certificate|certificate has expired|unable to (?:verify the first|get (?:local )?issuer) certificate|does not match certificate's altnames/;
const CUT_TEXT =
  /^terminated$|fetch failed|failed to fetch|network error|socket hang up|other side closed|premature close|connection (?:error|terminated|closed|reset|ended|lost|dropped|aborted)|server disconnected|broken pipe|(?:peer|remote end) closed connection|incomplete ?read\b|cannot connect to api|(?:stream has been|response) aborted|^aborted$|load failed/;

/** The same, told by names and words: many wrappers drop the cause. An answer with a status has not failed on its way. */
export const connectionWords: Rule = (facts, { kind }) => {
  if (facts.status !== undefined && facts.status >= 400) return undefined;
  return withFreshSample(judge(facts), facts, kind);
};

function judge({ layers }: ErrorFacts): Verdict | undefined {
  if (layers.some(({ message }) => CERTIFICATE_TEXT.test(message))) return { category: 'network', retryable: false };
  for (const layer of layers) {
    const names = [...layer.identifiers];
    if (names.some((name) => TIMEOUT_NAMES.test(name)) || TIMEOUT_TEXT.test(layer.message)) {
      return { category: 'timeout', retryable: true, outcomeUnknown: !layer.message.includes('trying to connect') };
    }
    if (CODE_IN_TEXT.test(layer.message))
      return { category: 'network', retryable: true, outcomeUnknown: !NOT_SENT_TEXT.test(layer.message) };
    if (NEVER_CONNECTED.test(layer.message)) return { category: 'network', retryable: true };
    if (names.some((name) => NETWORK_NAMES.test(name)) || CUT_TEXT.test(layer.message) || isStreamCut(layer)) {
      return { category: 'network', retryable: true, outcomeUnknown: true };
    }
  }
  return undefined;
}
