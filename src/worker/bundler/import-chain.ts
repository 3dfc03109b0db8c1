/** Everything before a package's name in the path of one of its files. */
const UP_TO_PACKAGE = /^.*[\\/]node_modules[\\/]/;
const PACKAGE = /^(?:@[^/]+\/)?[^/]+/;

/** Files that import each other, as a message names them: those of packages without where they are installed, and of several in a row of one package the last. */
export function importChain(files: readonly string[]): readonly string[] {
  return files.map(nameOf).filter((name, index, names) => {
    const own = packageOf(name, files[index]);
    return own === undefined || own !== packageOf(names[index + 1], files[index + 1]);
  });
}

function nameOf(file: string): string {
  return UP_TO_PACKAGE.test(file) ? file.replace(UP_TO_PACKAGE, '').replaceAll('\\', '/') : file;
}

function packageOf(name: string | undefined, file: string | undefined): string | undefined {
  return name === undefined || file === undefined || name === file ? undefined : PACKAGE.exec(name)?.[0];
}
