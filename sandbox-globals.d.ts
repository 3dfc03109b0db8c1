/**
 * What the workflow sandbox has of the web, for `tsconfig.workflow.json`: our polyfills put it there. The other configuration has these names
 * from Node's types.
 */
declare interface ReadableStream<Part = unknown> extends AsyncIterable<Part> {
  readonly locked: boolean;
}

declare const ReadableStream: new <Part>(source: {
  start(controller: { enqueue(part: Part): void; close(): void }): void;
}) => ReadableStream<Part>;

declare interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
  throwIfAborted(): void;
}
