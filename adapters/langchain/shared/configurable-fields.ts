/** Which fields of a model a call may configure, as `initChatModel` was told. */
export interface ConfigurableFields {
  readonly names: 'any' | readonly string[];
  /** What stands before their names in a call's `configurable`. */
  readonly prefix: string;
}
