/** Webpack's context of a loader, as far as this one needs it. */
interface SourceLoaderContext {
  readonly resourcePath: string;
  getOptions(): { sourceOf(file: string): Promise<string> };
  async(): (error: Error | null, source?: string) => void;
}

/** A webpack loader that answers with a source it is handed, before the file is read: the source of a durable module never enters the bundler. */
function pitch(this: SourceLoaderContext): void {
  const done = this.async();
  this.getOptions()
    .sourceOf(this.resourcePath)
    .then(
      (source) => done(null, source),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
}

/** Never reached, since `pitch` answers; webpack wants a loader to have one. */
function sourceLoader(source: string): string {
  return source;
}

// The form in which webpack takes a loader.
export { pitch, sourceLoader as default };
