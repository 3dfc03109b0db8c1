import { expect, test } from 'vitest';
import { checkExternalStorage } from '../../../src/payloads/check-external-storage.ts';

test('this installation passes', async () => {
  await expect(checkExternalStorage()).resolves.toBeUndefined();
});

test('the error of a second protobufjs says what to install', async () => {
  class ExternalStorageRunner {
    store(): Promise<never> {
      return Promise.reject(new TypeError('type must be a Type'));
    }
  }
  await expect(checkExternalStorage(() => Promise.resolve({ ExternalStorageRunner }))).rejects.toThrow(
    /type must be a Type[\s\S]*npm install protobufjs@\^8\.7\.1/,
  );
});

test("a Temporal whose code lies elsewhere is not held against the user's project", async () => {
  await expect(checkExternalStorage(() => Promise.reject(new Error('ERR_PACKAGE_PATH_NOT_EXPORTED')))).resolves.toBeUndefined();
});
