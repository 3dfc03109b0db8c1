import { watchChunks, type WatchChunksOptions } from './watch-chunks.js';

/** The same response, whose body is given up when the next part of it takes too long. */
export function watchBody(response: Response, options: Required<WatchChunksOptions>): Response {
  if (response.body === null) return response;
  const { status, statusText, headers, url, redirected } = response;
  const watched = new Response(toStream(response.body, options), { status, statusText, headers });
  // What the constructor cannot be told.
  return Object.defineProperties(watched, { url: { value: url }, redirected: { value: redirected } });
}

function toStream(body: ReadableStream<Uint8Array>, options: Required<WatchChunksOptions>): ReadableStream {
  const chunks = watchChunks(body, options);
  return new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      const next = await chunks.next();
      if (next.done === true) {
        controller.close();
        // A reader with a buffer of its own still waits for it.
        controller.byobRequest?.respond(0);
      } else if (next.value.byteLength > 0) {
        controller.enqueue(next.value);
      }
    },
    cancel(reason) {
      options.stop(reason);
    },
  });
}
