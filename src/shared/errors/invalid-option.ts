import { OncewardError } from './onceward-error.js';

/** An option whose value cannot be used, alone or together with another. */
export class InvalidOption extends OncewardError {
  readonly option: string;

  constructor({ where, option, problem, hint }: { where: string; option: string; problem: string; hint: string }) {
    super({ code: 'InvalidOption', message: `${where}: option '${option}' ${problem}.`, hint });
    this.option = option;
  }

  static override isInstance(error: unknown): error is InvalidOption {
    return OncewardError.hasCode(error, 'InvalidOption');
  }
}
