/** A command that was understood but could not do its work: exit code 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  /** What to do about it. */
  readonly fix: string | undefined;

  constructor(message: string, fix?: string) {
    super(message);
    this.fix = fix;
  }
}
