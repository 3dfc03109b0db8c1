/** Answers each message of the parent process, and says that this process is ready. It ends when the parent does. */
export function serveParent<Request>(answer: (request: Request) => Promise<object>): void {
  process.on('message', (request: Request) => {
    void answer(request).then((reply) => process.send?.(reply));
  });
  process.once('disconnect', () => process.exit());
  process.send?.({ ready: true });
}
