/**
 * Calls a function that gives a promise; what it throws becomes a rejection. An `async` function around it would do the same with two promises more,
 * and Temporal's SDK takes a stack trace of each.
 */
export function rejectOnThrow<Result>(fn: () => Promise<Result>): Promise<Result> {
  try {
    return fn();
  } catch (error) {
    return Promise.reject(error);
  }
}
