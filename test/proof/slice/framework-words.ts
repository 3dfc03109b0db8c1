import { readFileSync } from 'node:fs';
import { defineBar } from '../define-bar.ts';
import { pathOf, sourceFiles } from '../source-files.ts';

/**
 * Names of frameworks and providers, and names from their APIs. Left out on purpose: `mcp`, a protocol and a part of our activity types, and
 * words of ours that a framework uses too (`tool`, `agent`, `model`).
 */
const WORDS = new RegExp(
  [
    /@?\bai[-_ ]?sdk\b/,
    /\bai_\w+/,
    /\b(?:from|import|require)\b\W{1,3}ai['"]/,
    /\bvercel/,
    /\blang(?:chain|graph|smith)/,
    /\bllama.?index|\bmastra\b/,
    /open_?ai(?![a-z])/,
    /anthropic|\bclaude\b|\bgemini\b|\bbedrock|\bmistral|\bcohere(?!n)|\bgroq\b|\bdeepseek|\bgpt-?\d/,
    /\b(?:generate|stream)(?:Text|Object)\b|\bToolLoopAgent\b|\bLanguageModel(?:V\d)?\b/,
    /\bBaseChatModel\b|\bChatOpenAI\b|\bAIMessage\b|\bRunnable(?:Config|Lambda|Sequence)?\b|\bcreateAgent\b|\bStateGraph\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

/** What an error of somebody else's looks like has to be told by its names: that is the work of this one folder. */
const TABLE_OF_FOREIGN_ERRORS = 'src/shared/failures/';

export const frameworkWords = defineBar({
  area: 'slice',
  bar: 'framework words in src/, comments included, outside the table of foreign errors',
  unit: 'words',
  target: 0,
  async measure() {
    const hits = sourceFiles('src').flatMap((file) => wordsIn(file).map((hit) => ({ file, hit })));
    const counted = hits.filter(({ file }) => !file.startsWith(TABLE_OF_FOREIGN_ERRORS));
    const places = counted.map(({ file, hit }) => `${file}:${hit.line} ${hit.word}`);
    const note = [...places, `not counted: ${hits.length - counted.length} in ${TABLE_OF_FOREIGN_ERRORS}`].join('\n');
    return { value: counted.length, ok: counted.length === 0, note };
  },
});

function wordsIn(file: string): readonly { readonly line: number; readonly word: string }[] {
  const lines = readFileSync(pathOf(file), 'utf8').split('\n');
  return lines.flatMap((text, index) => [...text.matchAll(WORDS)].map(([word]) => ({ line: index + 1, word })));
}
