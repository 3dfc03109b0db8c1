import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import onceward from 'onceward/eslint';
import { expect, test } from 'vitest';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const { parser } = createRequire(join(REPOSITORY, 'test/fixtures/eslint/package.json'))('typescript-eslint') as { parser: Linter.Parser };

/** Of the patterns, the code of the agent is that of the workflow. */
const files = readdirSync(join(REPOSITORY, 'examples'), { recursive: true, encoding: 'utf8' })
  .map((file) => join(REPOSITORY, 'examples', file))
  .filter((file) => /[\\/](?:workflows|document-agent|durable[\\/]agent)\.ts$/.test(file));

test('the examples are workflow files as the linter wants them', async () => {
  const linter = new ESLint({
    cwd: REPOSITORY,
    overrideConfigFile: true,
    overrideConfig: [{ ...onceward.configs.workflows, files: ['**/*.ts'], languageOptions: { parser } }],
  });
  const results = await linter.lintFiles(files);
  const reports = results.flatMap(({ filePath, messages }) => messages.map(({ line, message }) => `${filePath}:${line} ${message}`));
  expect(reports).toEqual([]);
  expect(results.length).toBeGreaterThanOrEqual(30);
});
