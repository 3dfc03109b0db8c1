/** What is wrong with a call that nobody waits for. A run that ends before it says so in the log, the linter where the call stands. */
export const LOST_CALL = 'what it does and gives is lost. Await each call, or cancel what is not needed';
