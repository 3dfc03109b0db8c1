import { InvalidOption } from '../errors/invalid-option.js';
import { checkOptions } from '../options/check-options.js';
import { createDurable, type Durable } from './create-durable.js';

export interface DurableModuleOptions {
  /** Goes before every id of the module, when two agents share names: `{ prefix: 'billing' }` gives `tool.billing.search`. */
  readonly prefix?: string;
}

/**
 * Opens a module whose exports may be made durable. In the workflow bundle the module is replaced by generated stubs, and its file is
 * never read there, so its imports, clients and secrets stay out of the sandbox.
 *
 * @param url `import.meta.url`, or `__filename` in CommonJS: the module's own place, by which the bundler finds it
 * @throws InvalidOption when `url` is no absolute place; UnknownOption
 * @example
 * ```ts
 * const durable = durableModule(import.meta.url);
 * export const searchWeb = durable(tool({ description, inputSchema, execute }), { p99: '30s' });
 * ```
 */
export function durableModule(url: string, options: DurableModuleOptions = {}): Durable {
  if (typeof url !== 'string' || !/^(file:|\/|[A-Za-z]:[\\/])/.test(url)) {
    throw new InvalidOption({
      where: 'durableModule()',
      option: 'url',
      problem: `is '${url}', which is no absolute place`,
      hint: 'Write durableModule(import.meta.url), or durableModule(__filename) in CommonJS.',
    });
  }
  checkOptions(`durableModule() in ${url}`, options, ['prefix']);
  return createDurable(url, options.prefix);
}
