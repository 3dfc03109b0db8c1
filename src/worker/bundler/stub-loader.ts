/** Webpack's context of a loader, as far as this one needs it. */
interface StubLoaderContext {
  readonly resourcePath: string;
  getOptions(): { sourceOf(file: string): Promise<string> };
  async(): (error: Error | null, source?: string) => void;
}

/** A webpack loader that answers before the file is read: the durable module's source never enters the bundler. */
function pitch(this: StubLoaderContext): void {
  const done = this.async();
  this.getOptions()
    .sourceOf(this.resourcePath)
    .then(
      (source) => done(null, source),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
    );
}

/** Never reached, since `pitch` answers; webpack wants a loader to have one. */
function stubLoader(source: string): string {
  return source;
}

// The form in which webpack takes a loader.
export { pitch, stubLoader as default };
