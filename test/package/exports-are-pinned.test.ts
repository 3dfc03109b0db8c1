import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import pinned from '../fixtures/package/exports.json' with { type: 'json' };

const REPOSITORY = resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
  bin?: Record<string, string>;
  exports: Record<string, string | { types: string; default: string }>;
};
/** Entries that a user imports. */
const entries = Object.entries(manifest.exports).flatMap(([subpath, target]) =>
  typeof target === 'string' ? [] : [{ subpath, ...target }],
);

/** The runtime names that an entry exports, read from the built file. */
function exportedNames(file: string): readonly string[] {
  const source = readFileSync(join(REPOSITORY, file), 'utf8');
  const [, list = ''] = /export \{([^}]*)\};\s*(?:\/\/# sourceMappingURL.*\s*)?$/.exec(source) ?? [];
  return list
    .split(',')
    .map((name) => (name.split(' as ').at(-1) ?? '').trim())
    .filter((name) => name !== '')
    .toSorted();
}

describe('what a user can import stays: a name goes only in a major version', () => {
  test('every entry is pinned', () => {
    expect(entries.map(({ subpath }) => subpath).toSorted()).toEqual(Object.keys(pinned).toSorted());
  });

  test.for(entries)('$subpath', ({ subpath, default: file }) => {
    expect(exportedNames(file)).toEqual((pinned as Record<string, string[]>)[subpath]);
  });

  test.for(entries.filter(({ subpath }) => !/workflow|sandbox/.test(subpath)))(
    '$subpath can be imported in Node',
    async ({ subpath, default: file }) => {
      const module = (await import(/* @vite-ignore */ join(REPOSITORY, file))) as object;
      expect(Object.keys(module).toSorted(), subpath).toEqual(exportedNames(file));
    },
  );
});

describe('the entries and the built files agree', () => {
  test('every entry has its file and its types', () => {
    const named = Object.values(manifest.exports).flatMap((target) =>
      typeof target === 'string' ? [target] : [target.types, target.default],
    );
    expect(named.filter((file) => !existsSync(join(REPOSITORY, file)))).toEqual([]);
  });

  test('every built file is an entry, or a part of one', () => {
    const files = readdirSync(join(REPOSITORY, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    const targets = [...Object.values(manifest.exports), ...Object.values(manifest.bin ?? {})];
    const entryFiles = targets.map((target) => (typeof target === 'string' ? target : target.default));
    const others = files
      .map((file) => `./dist/${file}`)
      .filter((file) => !entryFiles.includes(file) && !/\/chunk-[A-Z0-9]+\.js$/.test(file));
    expect(others).toEqual([]);
  });

  test('types exist for every entry and name the same things', () => {
    for (const { types, default: file } of entries) {
      const declared = readFileSync(join(REPOSITORY, types), 'utf8');
      for (const name of exportedNames(file)) expect(declared, `${types} lacks ${name}`).toMatch(new RegExp(`\\b${name}\\b`));
    }
  });
});
