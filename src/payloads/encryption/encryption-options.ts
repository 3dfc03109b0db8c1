/** How everything a run leaves behind is encrypted: history, store, journal and ledger. */
export interface EncryptionOptions {
  /** Names the key that new data is encrypted with. It stands beside the data in the clear. To rotate, give a new name and keep `key` answering the old ones. */
  readonly keyId: string;
  /**
   * The key of a name: 32 bytes, or their base64. Asked once a name and process. Keep a key for as long as anything encrypted with it is kept.
   *
   * @example
   * ```ts
   * key: async (keyId) => secrets.read(`onceward/${keyId}`),
   * ```
   */
  readonly key: (keyId: string) => Uint8Array | string | Promise<Uint8Array | string>;
}

export const ENCRYPTION_OPTION_NAMES = ['keyId', 'key'] as const satisfies readonly (keyof EncryptionOptions)[];
