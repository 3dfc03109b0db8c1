import { OncewardError } from './onceward-error.js';

/** Workflow code imports a durable module that the worker did not register, so its real file would go into the sandbox. */
export class ModuleNotRegistered extends OncewardError {
  readonly file: string;

  /** @param chain from the file of the workflows to the importer: who imports whom */
  constructor({ file, chain, registered }: { file: string; chain: readonly string[]; registered: readonly string[] }) {
    const twin = registered.find((other) => baseName(other) === baseName(file));
    super({
      code: 'ModuleNotRegistered',
      message: `${chain.join(' → ')} imports the durable module ${file}, which is not registered (registered: ${registered.join(', ') || 'none'}).`,
      hint:
        twin === undefined
          ? "Register it: `import * as tools from '…'` in the worker, and `new OncewardPlugin({ modules: [tools] })`."
          : `The worker loaded ${twin} and the workflow asks for ${file}: let both come from the same build, source or dist.`,
    });
    this.file = file;
  }

  static override isInstance(error: unknown): error is ModuleNotRegistered {
    return OncewardError.hasCode(error, 'ModuleNotRegistered');
  }
}

function baseName(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.[cm]?[jt]sx?$/, '');
}
