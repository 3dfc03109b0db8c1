/** Everything that Onceward persists or sends is JSON. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A sha256: in lower-case hex, in the prompt chain as base64url (43 characters); keyed (HMAC) when encryption is on, so that the hash of a content leaks nothing about it. */
export type Hash = string;
