/** A chain of `withStructuredOutput` keeps the callers of its model five members deep. */
const DEEPEST = 6;

/** LangChain's `AsyncCaller`, through which its clients send requests. */
interface Caller {
  maxRetries: number;
}

/**
 * Switches LangChain's own retries off in everything a model, retriever or chain is made of: inside an activity one attempt is one request, and
 * Temporal is the one who tries again. A class may keep several callers, and `bindTools` may make a new model, so the whole object is looked through.
 */
export function withoutRetries<Target extends object>(target: Target): Target {
  const seen = new Set<object>([target]);
  let level: readonly object[] = [target];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth += 1) {
    for (const caller of level.filter(isCaller)) caller.maxRetries = 0;
    level = level.flatMap(membersOf).filter((member) => !seen.has(member) && seen.add(member));
  }
  return target;
}

/** Getters stay untouched: reading one may do something. */
function membersOf(value: object): object[] {
  const members = Object.values(Object.getOwnPropertyDescriptors(value)).map((descriptor): unknown => descriptor.value);
  return members.filter((member): member is object => typeof member === 'object' && member !== null);
}

function isCaller(value: object): value is Caller {
  return 'maxRetries' in value && typeof value.maxRetries === 'number' && 'callWithOptions' in value;
}
