import type { Compiler } from 'webpack';

const NAME = 'onceward-slim-source-map';
const INLINE_MAP = /^(\/\/# sourceMappingURL=data:application\/json[^,]*;base64,)([A-Za-z0-9+/=]+)\s*$/m;
const OF_A_PACKAGE = /[\\/]node_modules[\\/]/;

/**
 * Leaves the text of packages out of the source map of the bundle, which is half of it: a worker reads it when it starts, and each replay in a
 * test. Names, lines and columns stay, so that stack traces are the same; the text of your own files, too, which Temporal's UI shows beside them.
 */
export function slimSourceMap(compiler: Compiler): void {
  const { Compilation, sources } = compiler.webpack;
  compiler.hooks.compilation.tap(NAME, (compilation) => {
    // After the map was put into the file.
    const stage = Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE;
    compilation.hooks.processAssets.tap({ name: NAME, stage }, (assets) => {
      for (const [file, asset] of Object.entries(assets)) {
        const code = String(asset.source());
        const slim = code.replace(INLINE_MAP, (_line, start: string, base64: string) => start + withoutPackages(base64));
        if (slim !== code) compilation.updateAsset(file, new sources.RawSource(slim));
      }
    });
  });
}

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
}

function withoutPackages(base64: string): string {
  const map = JSON.parse(Buffer.from(base64, 'base64').toString('utf8')) as SourceMap;
  const sourcesContent = map.sourcesContent?.map((content, index) => (OF_A_PACKAGE.test(map.sources[index] ?? '') ? null : content));
  return Buffer.from(JSON.stringify({ ...map, sourcesContent })).toString('base64');
}
