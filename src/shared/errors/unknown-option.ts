import { OncewardError } from './onceward-error.js';

/** An option name that does not exist; says which one was probably meant. */
export class UnknownOption extends OncewardError {
  readonly option: string;

  constructor({ where, option, suggestion, known }: { where: string; option: string; suggestion?: string; known: readonly string[] }) {
    super({
      code: 'UnknownOption',
      message: `${where} has no option '${option}'.`,
      hint: suggestion === undefined ? `It knows ${known.join(', ')}.` : `Did you mean '${suggestion}'?`,
    });
    this.option = option;
  }

  static override isInstance(error: unknown): error is UnknownOption {
    return OncewardError.hasCode(error, 'UnknownOption');
  }
}
