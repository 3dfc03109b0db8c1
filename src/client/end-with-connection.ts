import { defaultGrpcRetryOptions, makeGrpcRetryInterceptor, type ConnectionOptions } from '@temporalio/client';

type Interceptor = NonNullable<ConnectionOptions['interceptors']>[number];
type Call = ReturnType<Parameters<Interceptor>[1]>;
type Metadata = Parameters<Call['start']>[0];
type Listener = NonNullable<Parameters<Call['start']>[1]>;
type Status = Parameters<NonNullable<Listener['onReceiveStatus']>>[0];

/** gRPC's CANCELLED, which is not tried again. */
const CANCELLED = 1;

/**
 * A call that waits to be tried again when its connection is closed ends as cancelled. Temporal's retries would throw out of a timer, which ends the process:
 * see `docs/upstream/temporal-retry-after-close.md`.
 */
export function withCallsThatEnd(options: ConnectionOptions): ConnectionOptions {
  const own = options.interceptors ?? [makeGrpcRetryInterceptor(defaultGrpcRetryOptions())];
  return own.includes(endWithConnection) ? options : { ...options, interceptors: [...own, endWithConnection] };
}

const endWithConnection: Interceptor = (options, nextCall) => callOrEnd(() => nextCall(options)) as ReturnType<Interceptor>;

function callOrEnd(call: () => Call): Call {
  try {
    return call();
  } catch (error) {
    return endedCall(error instanceof Error ? error.message : String(error));
  }
}

/** A call that ends as soon as it starts. */
function endedCall(details: string): Call {
  const nothing = (): void => undefined;
  return {
    start(metadata, listener) {
      // Empty: that of the request has what authorizes.
      const none = new (metadata.constructor as new () => Metadata)();
      const cancelled: object = { code: CANCELLED, details, metadata: none };
      listener?.onReceiveMessage?.(null);
      listener?.onReceiveStatus?.(cancelled as Status);
    },
    cancelWithStatus: nothing,
    getPeer: () => 'none',
    sendMessageWithContext: nothing,
    sendMessage: nothing,
    startRead: nothing,
    halfClose: nothing,
    getAuthContext: () => null,
  };
}
