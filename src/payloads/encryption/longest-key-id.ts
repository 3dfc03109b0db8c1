/** The longest name of a key, in bytes of UTF-8: it has a place of fixed size at the beginning of each encrypted blob. */
export const LONGEST_KEY_ID_BYTES = 120;
