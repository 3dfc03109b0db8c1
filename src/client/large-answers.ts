import type { ConnectionOptions } from '@temporalio/client';

const LIMIT = 'grpc.max_receive_message_length';
/** A page of a history has up to 256 events, of up to 2 MB of payloads each; gRPC in Node takes 4 MB. As Temporal's native part has it. */
const LARGEST_ANSWER_BYTES = 128 * 1024 * 1024;

/** Lets a connection receive answers of any size that the server sends, unless its own options say otherwise. */
export function withLargeAnswers(options: ConnectionOptions): ConnectionOptions {
  return { ...options, channelArgs: { [LIMIT]: LARGEST_ANSWER_BYTES, ...options.channelArgs } };
}
