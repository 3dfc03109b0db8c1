/** Something that a user can put right: its message says what happened, to what, and what to do. It needs no stack trace. */
export class DemoFailed extends Error {
  override readonly name = 'DemoFailed';
}
