import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildGoProgram } from '../../../src/testing/dev-server/build-go-program.ts';
import { binaryCacheFolder } from '../../../src/testing/dev-server/cache-folder.ts';

/** Pinned, so that a release of theirs cannot turn our tests red. */
const VERSION = 'v1.8.0';

/** versitygw, an S3 server over a folder: conditional writes, checksums, multipart and presigned links as S3 has them. Built once and cached. */
export async function findS3Server(onProgress: (line: string) => void): Promise<string> {
  const path = join(binaryCacheFolder(), `versitygw-${VERSION}`, 'versitygw');
  if (existsSync(path)) return path;
  const module = `github.com/versity/versitygw/cmd/versitygw@${VERSION}`;
  const built = await buildGoProgram({ title: 'an S3 server', module, path, minutes: '2½' }, onProgress);
  if ('path' in built) return built.path;
  throw new Error(`There is no S3 server to test against: ${built.problem}`);
}
