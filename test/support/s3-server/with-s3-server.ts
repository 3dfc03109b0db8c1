import { startS3Server, type S3Server } from './start-s3-server.ts';

/** Runs `use` with an S3 server that is stopped afterwards. */
export async function withS3Server<Result>(use: (server: S3Server) => Promise<Result>): Promise<Result> {
  const server = await startS3Server();
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}
