/** Tells how far a long command has come, beside its result: on a terminal only, in one line that goes away. */
export function createProgress(total: number, what: string): { readonly advance: () => void; readonly end: () => void } {
  const { stderr } = process;
  let done = 0;
  const show = (text: string): void => {
    if (stderr.isTTY) stderr.write(`\r\u001B[K${text}`);
  };
  show(`0 of ${total} ${what}`);
  return { advance: () => show(`${(done += 1)} of ${total} ${what}`), end: () => show('') };
}
