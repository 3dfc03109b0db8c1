import { createStyle, type Style } from './style.js';

/** Where a command prints: its result on one channel, problems on the other. */
export interface Terminal {
  readonly style: Style;
  print(text: string): void;
  complain(text: string): void;
}

/** The terminal, file or pipe that this program was started with. */
export function createTerminal(): Terminal {
  return {
    style: createStyle(process.stdout),
    print: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
  };
}
