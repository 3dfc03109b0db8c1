import type { ErrorFacts, ErrorLayer } from '../error-facts.js';
import { readString } from '../read-property.js';
import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';
import { withFreshSample } from './stream-cut.js';

/** Nothing was sent: the connection never came about. */
const NOT_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|EAI_NODATA|ENODATA|ESERVFAIL|EREFUSED|EBADRESP|EFORMERR|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|CONNECTIONREFUSED|FAILEDTOOPENSOCKET)$/;
const TIMED_OUT =
  /^(?:ETIMEDOUT|ETIMEOUT|ESOCKETTIMEDOUT|ECONNABORTED|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|UND_ERR_CONNECT_TIMEOUT|ERR_HTTP_REQUEST_TIMEOUT|ERR_TLS_HANDSHAKE_TIMEOUT)$/;
const CUT =
  /^(?:ECONNRESET|EPIPE|ENOTCONN|UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_DESTROYED|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|CONNECTIONCLOSED|PROTOCOL_(?:CONNECTION_LOST|ENQUEUE_AFTER_[A-Z_]+)|HPE_[A-Z_]+|ERR_NETWORK|ERR_STREAM_PREMATURE_CLOSE|ERR_STREAM_DESTROYED|ERR_SOCKET_[A-Z_]+|ERR_HTTP2_[A-Z_]+)$/;
const TLS =
  /^(?:ERR_TLS_(?!HANDSHAKE_TIMEOUT)[A-Z_]+|ERR_SSL_(?:WRONG_VERSION_NUMBER|[A-Z0-9_]*(?:CERT|UNKNOWN_CA|PROTOCOL)[A-Z0-9_]*)|EPROTO|CERT_[A-Z_]+|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT[A-Z_]*|UNABLE_TO_(?:GET|VERIFY|DECRYPT|DECODE)_[A-Z_]+|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH)$/;

/** How a client that names its phases says that it never got to sending. */
const CONNECT_TIMEOUT_TEXT = /awaiting '(?:lookup|connect|secureconnect|socket)'/;

/** The connection failed or nobody answered in time, told by a code in the chain of causes. */
export const connectionCode: Rule = (facts, { kind }) => withFreshSample(judge(facts), facts, kind);

function judge({ layers, has }: ErrorFacts): Verdict | undefined {
  const codeOf = (pattern: RegExp): ErrorLayer | undefined => layers.find(({ code }) => pattern.test(code));
  if (codeOf(TLS) !== undefined) return { category: 'network', retryable: false };
  if (codeOf(NOT_SENT) !== undefined) return { category: 'network', retryable: true };
  const timedOut = codeOf(TIMED_OUT);
  const wasSent = !layers.some(isConnectTimeout);
  const isCutByBrowser = timedOut?.code === 'ECONNABORTED' && timedOut.message.includes('aborted');
  if (timedOut !== undefined && !isCutByBrowser) return { category: 'timeout', retryable: true, outcomeUnknown: wasSent };
  if (codeOf(CUT) !== undefined || isCutByBrowser) {
    // A client's own timeout surfaces as a cut when it closes the socket itself.
    const category = has('apiconnectiontimeouterror') ? 'timeout' : 'network';
    return { category, retryable: true, outcomeUnknown: true };
  }
  return undefined;
}

/** Of several addresses that were tried, the errors of the single ones tell. */
function isConnectTimeout({ error, code, message }: ErrorLayer): boolean {
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEOUT' || code === 'ERR_TLS_HANDSHAKE_TIMEOUT') return true;
  return TIMED_OUT.test(code) && (readString(error, 'syscall') === 'connect' || CONNECT_TIMEOUT_TEXT.test(message));
}
