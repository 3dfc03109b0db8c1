import * as http2 from 'node:http2';
import type { AddressInfo } from 'node:net';

/** A proxy in front of a Temporal server. */
export interface LimitAdvertisingProxy {
  readonly address: string;
  /** How often it told a client of the limits: nothing would be shown if no client had asked. */
  told(): number;
  close(): Promise<void>;
}

const DESCRIBE_NAMESPACE = '/temporal.api.workflowservice.v1.WorkflowService/DescribeNamespace';
const FRAME_HEADER_BYTES = 5;

/** 2 MiB as a protobuf varint. */
const TWO_MIB = [0x80, 0x80, 0x80, 0x01];
const LIMITS = [0x08, ...TWO_MIB, 0x10, ...TWO_MIB]; // blob_size_limit_error = 1, memo_size_limit_error = 2
const NAMESPACE_INFO = [0x42, LIMITS.length, ...LIMITS]; // limits = 8
/** A second `namespace_info = 1`; protobuf merges it into the first. */
const ADDITION = Buffer.from([0x0a, NAMESPACE_INFO.length, ...NAMESPACE_INFO]);

/**
 * Makes a server of before 1.30 look like a later one to Temporal's SDK: those tell in DescribeNamespace what they refuse, and the SDK then refuses it
 * itself, each time in a workflow task that it tries again.
 */
export async function startLimitAdvertisingProxy(target: string): Promise<LimitAdvertisingProxy> {
  const upstream = http2.connect(`http://${target}`);
  const server = http2.createServer();
  const sessions = new Set<http2.Http2Session>();
  let told = 0;
  upstream.on('error', () => undefined);
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => undefined).once('close', () => sessions.delete(session));
  });
  server.on('stream', (stream, headers) => {
    const asksForLimits = headers[':path'] === DESCRIBE_NAMESPACE;
    if (asksForLimits) told += 1;
    forward(stream, upstream.request(withoutCompression(headers, asksForLimits)), asksForLimits);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    told: () => told,
    async close() {
      for (const session of sessions) session.destroy();
      upstream.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function forward(client: http2.ServerHttp2Stream, server: http2.ClientHttp2Stream, addsLimits: boolean): void {
  let trailers: http2.IncomingHttpHeaders = {};
  client.on('error', () => server.close());
  client.once('close', () => server.close());
  server.on('error', () => client.close());
  server.once('response', (headers, flags) => {
    // An answer without a body, such as an error, is its headers alone.
    const endStream = (flags & http2.constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    client.respond(headers, { endStream, waitForTrailers: !endStream });
    client.once('wantTrailers', () => client.sendTrailers(trailers));
    if (!endStream) send(server, client, addsLimits);
  });
  server.once('trailers', (received) => {
    trailers = received;
  });
  client.pipe(server);
}

function send(server: http2.ClientHttp2Stream, client: http2.ServerHttp2Stream, addsLimits: boolean): void {
  if (!addsLimits) {
    server.pipe(client);
    return;
  }
  const chunks: Buffer[] = [];
  server.on('data', (chunk: Buffer) => chunks.push(chunk));
  server.once('end', () => client.end(withLimits(Buffer.concat(chunks))));
}

/** One message of gRPC: a flag, its length, the bytes. */
function withLimits(frame: Buffer): Buffer {
  if (frame.length < FRAME_HEADER_BYTES) return frame;
  const header = Buffer.from(frame.subarray(0, FRAME_HEADER_BYTES));
  header.writeUInt32BE(frame.length - FRAME_HEADER_BYTES + ADDITION.length, 1);
  return Buffer.concat([header, frame.subarray(FRAME_HEADER_BYTES), ADDITION]);
}

function withoutCompression(headers: http2.IncomingHttpHeaders, uncompressed: boolean): http2.OutgoingHttpHeaders {
  const { 'grpc-accept-encoding': accepted, ...others } = headers;
  return uncompressed || accepted === undefined ? others : { ...others, 'grpc-accept-encoding': accepted };
}
