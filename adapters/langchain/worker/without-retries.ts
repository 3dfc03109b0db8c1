const DEEPEST = 6;

/** LangChain's `AsyncCaller`, through which its clients send requests. */
interface Caller {
  maxRetries: number;
  call(): Promise<unknown>;
}

/**
 * Switches LangChain's own retries off in everything a model, retriever or chain is made of: inside an activity one attempt is one request, and
 * Temporal is the one who tries again. A class may keep several callers, and `bindTools` may make a new model, so the whole object is looked through.
 */
export function withoutRetries<Target extends object>(target: Target): Target {
  switchOff(target, 0, new Set());
  return target;
}

function switchOff(value: unknown, depth: number, seen: Set<object>): void {
  if (typeof value !== 'object' || value === null || depth > DEEPEST || seen.has(value)) return;
  seen.add(value);
  if (isCaller(value)) value.maxRetries = 0;
  // Getters stay untouched: reading one may do something.
  for (const { value: member } of Object.values(Object.getOwnPropertyDescriptors(value))) switchOff(member, depth + 1, seen);
}

function isCaller(value: object): value is Caller {
  return 'maxRetries' in value && typeof value.maxRetries === 'number' && 'callWithOptions' in value && 'call' in value;
}
