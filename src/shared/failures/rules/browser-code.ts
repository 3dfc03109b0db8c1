import type { Verdict } from '../verdict.js';
import type { Rule } from './rule.js';

const CODE = /\bnet::err_([a-z0-9_]{2,60})/;
/** By the words of Chromium's codes: https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h */
const WORDS: readonly (readonly [verdict: Verdict, pattern: RegExp])[] = [
  [{ category: 'network', retryable: false }, /^(?:cert|ssl|bad_ssl)_/],
  [{ category: 'timeout', retryable: true, outcomeUnknown: true }, /timed_out/],
  [{ category: 'network', retryable: true }, /name_not_resolved|refused|unreachable|disconnected|proxy|address_|name_resolution/],
  [{ category: 'invalid_request', retryable: false }, /invalid_url|unknown_url|disallowed|too_many_redirects|file_|blocked/],
  [
    { category: 'network', retryable: true, outcomeUnknown: true },
    /connection|empty_response|network|socket|http2|quic|incomplete|content_length/,
  ],
];

/** Why a page did not load, as a browser that was steered by a tool tells it: in words only. */
export const browserCode: Rule = ({ layers }) => {
  const code = layers.map(({ message }) => CODE.exec(message)?.[1]).find((found) => found !== undefined);
  return code === undefined ? undefined : WORDS.find(([, pattern]) => pattern.test(code))?.[0];
};
