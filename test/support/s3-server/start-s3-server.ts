import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { findFreePort, LOOPBACK } from '../../../src/testing/dev-server/free-port.ts';
import { startServerProcess } from '../../../src/testing/dev-server/server-process.ts';
import { until } from '../until.ts';
import { findS3Server } from './find-s3-server.ts';

const CREDENTIALS = { accessKeyId: 'test-access-key', secretAccessKey: 'test-secret-key' };

/** A real S3 server of its own, with one bucket. */
export interface S3Server {
  readonly endpoint: string;
  /** What a client in another process is constructed with. */
  readonly settings: S3ClientConfig & { readonly endpoint: string };
  readonly bucket: string;
  /** A client for this server; `config` changes what is wanted otherwise. */
  client(config?: S3ClientConfig): S3Client;
  /** A place in the bucket that nothing is in yet. */
  newPrefix(): string;
  stop(): Promise<void>;
}

export async function startS3Server(): Promise<S3Server> {
  const file = await findS3Server(console.error);
  const folder = await mkdtemp(join(tmpdir(), 'onceward-s3-'));
  const data = join(folder, 'data');
  await mkdir(data);
  const port = await findFreePort();
  const { accessKeyId, secretAccessKey } = CREDENTIALS;
  const keys = ['--access', accessKeyId, '--secret', secretAccessKey];
  const server = await startServerProcess(file, [...keys, '--port', `${LOOPBACK}:${port}`, '--quiet', 'posix', data], {});
  const endpoint = `http://${LOOPBACK}:${port}`;
  const settings = { region: 'us-east-1', endpoint, forcePathStyle: true, credentials: CREDENTIALS };
  const clients: S3Client[] = [];
  const client = (config: S3ClientConfig = {}): S3Client => {
    const created = new S3Client({ ...settings, ...config });
    clients.push(created);
    return created;
  };
  const stop = async (): Promise<void> => {
    for (const each of clients) each.destroy();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const bucket = 'onceward';
  try {
    await until('the S3 server answers', () =>
      fetch(endpoint).then(
        () => true,
        () => false,
      ),
    );
    await client().send(new CreateBucketCommand({ Bucket: bucket }));
  } catch (error) {
    await stop();
    throw new Error(`The S3 server did not start: ${server.logTail()}`, { cause: error });
  }
  return { endpoint, settings, bucket, client, newPrefix: () => `p-${randomUUID()}`, stop };
}
