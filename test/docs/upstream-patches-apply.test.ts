import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const NOTES = join(REPOSITORY, 'docs/upstream');
const patches = readdirSync(NOTES).filter((file) => file.endsWith('.patch'));

/** A hunk of a patch: the lines it takes for granted, with what it takes away. */
function linesBefore(hunk: string): string {
  const lines = hunk.split('\n').slice(1, -1);
  return lines
    .filter((line) => !line.startsWith('+'))
    .map((line) => line.slice(1))
    .join('\n');
}

test.each(patches)('%s fits what is installed, and a note says what it is for', (file) => {
  const patch = readFileSync(join(NOTES, file), 'utf8');
  const [, target = ''] = /^--- a\/(\S+)$/m.exec(patch) ?? [];
  const installed = readFileSync(join(REPOSITORY, target), 'utf8');
  const hunks = patch.split(/^(?=@@ )/m).slice(1);
  expect(hunks.length).toBeGreaterThan(0);
  for (const hunk of hunks) expect(installed).toContain(linesBefore(hunk));
  expect(readFileSync(join(NOTES, file.replace('.patch', '.md')), 'utf8')).toContain(`(${file})`);
});

test('a patch is one for git', () => {
  const paths = patches.map((file) => join(NOTES, file));
  expect(() => execFileSync('git', ['apply', '--stat', ...paths], { cwd: REPOSITORY, stdio: 'pipe' })).not.toThrow();
});
