export interface BundleText {
  readonly code: string;
  /** What the source map says the code was made of. */
  readonly sources: readonly { readonly name: string; readonly content: string }[];
}

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
}

const SOURCE_MAP = /\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([A-Za-z0-9+/=]+)/g;

/** Takes a bundle with inline source maps apart. */
export function readBundle(bundle: string): BundleText {
  const maps = [...bundle.matchAll(SOURCE_MAP)].map(
    ([, base64 = '']) => JSON.parse(Buffer.from(base64, 'base64').toString('utf8')) as SourceMap,
  );
  if (maps.length === 0) throw new Error('the bundle has no inline source map, so what it was made of is not known');
  const sources = maps.flatMap((map) => map.sources.map((name, index) => ({ name, content: map.sourcesContent?.[index] ?? '' })));
  return { code: bundle.replaceAll(SOURCE_MAP, ''), sources };
}
