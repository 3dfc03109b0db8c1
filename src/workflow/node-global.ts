/** What code of Node takes for granted, and the sandbox does not have. */
const NODE_GLOBAL =
  /^(process|Buffer|require|module|__dirname|__filename|setImmediate|setInterval|XMLHttpRequest|WebSocket)\b.* is not defined$/;

/** The global of Node that code missed, of the error that it ended with; undefined for any other error. */
export function missedNodeGlobal(error: unknown): string | undefined {
  return error instanceof ReferenceError ? NODE_GLOBAL.exec(error.message)?.[1] : undefined;
}
