import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Lets Node run the files of `src` as they are, for bars that measure a part of the package which no entry exports: their imports end in `.js`,
 * as the built files do.
 */
export function resolveSources(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const { parentURL } = context;
      if (!specifier.startsWith('.') || !specifier.endsWith('.js') || !parentURL?.endsWith('.ts')) return next(specifier, context);
      const source = new URL(`${specifier.slice(0, -'.js'.length)}.ts`, parentURL);
      return next(existsSync(fileURLToPath(source)) ? source.href : specifier, context);
    },
  });
}
