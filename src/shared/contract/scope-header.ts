/** The name of the header that a child workflow is started with, and that carries a `ScopeHeader`. */
export const SCOPE_HEADER_NAME = 'onceward-scope';

/**
 * The key scope that a parent gives its child, in place of one made of the child's own ids: a child id that nobody chose is random, and
 * another one after the parent was reset.
 */
export interface ScopeHeader {
  readonly v: 1;
  readonly scope: string;
}
