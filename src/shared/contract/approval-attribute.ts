/**
 * The search attribute, of type Keyword, by which runs that wait for a person are found: `OncewardApprovals = 'waiting'`. It is written where it is
 * registered; without it a list of approvals asks each open run.
 */
export const APPROVAL_ATTRIBUTE = 'OncewardApprovals';

/** Its type, Keyword: Temporal's `IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD`. The enum itself is not ours to import. */
export const APPROVAL_ATTRIBUTE_TYPE = 2;

/** Its value while a run waits; it has none otherwise. No id of a request: search attributes are not encrypted. */
export const APPROVAL_WAITING = 'waiting';

/** The patch of a run whose worker knew that the attribute is registered: it writes it from there on. */
export const APPROVAL_ATTRIBUTE_PATCH = 'onceward-approval-attribute';

/** The patch of a run that wrote the attribute and came to a worker that does not find it registered: it writes it no more. */
export const APPROVAL_ATTRIBUTE_GONE_PATCH = 'onceward-approval-attribute-gone';
