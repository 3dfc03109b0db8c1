import type { LibraryReplacement } from '../../../src/worker/bundler/library-replacement.js';
import type { SourceFix } from '../../../src/worker/bundler/source-fix.js';

/** What `deepagents` imports to match patterns of file names, and to run commands on a computer of LangSmith's. */
export function deepagentsReplacements(module: string): readonly LibraryReplacement[] {
  return [
    { request: /^(path|util)$/, importedBy: /[\\/]node_modules[\\/](micromatch|picomatch|fill-range)[\\/]/, module },
    { request: /^langsmith\/experimental\/sandbox$/, importedBy: /[\\/]node_modules[\\/]deepagents[\\/]/, module },
  ];
}

export const DEEPAGENTS_FIX: SourceFix = {
  files: /[\\/]node_modules[\\/]picomatch[\\/]lib[\\/]utils\.js$/,
  replace: /process\.platform === 'win32'/g,
  by: 'false',
};
