/** A command that was understood but could not do its work: one plain line, exit code 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}
