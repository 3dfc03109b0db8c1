import { type RecognizedText, toRecognizedText } from './recognized-text.ts';
import { runProgram } from './run-program.ts';

interface Word {
  /** Which block, paragraph and line of the page it stands in. */
  readonly line: string;
  readonly confidence: number;
  readonly text: string;
}

const WORD_LEVEL = '5';

/** Reads a page with the installed program, whose TSV output gives each word with its line and its confidence. */
export async function recognizeWithTesseract(tesseract: string, png: Uint8Array): Promise<RecognizedText> {
  const { exitCode, output, errorText } = await runProgram(tesseract, ['stdin', 'stdout', '-l', 'eng', 'tsv'], png);
  if (exitCode !== 0) throw new Error(`tesseract could not read the page (exit code ${exitCode}): ${errorText.trim()}`);
  const words = new TextDecoder().decode(output).split('\n').flatMap(toWords);
  const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length);
  return toRecognizedText({ text: toLines(words).join('\n'), confidence });
}

function toWords(row: string): Word[] {
  const [level, page, block, paragraph, line, , , , , , confidence, text] = row.split('\t');
  if (level !== WORD_LEVEL || text === undefined || text.trim() === '') return [];
  return [{ line: [page, block, paragraph, line].join('.'), confidence: Number(confidence), text: text.trim() }];
}

function toLines(words: readonly Word[]): string[] {
  const lines = new Map<string, string[]>();
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word.text]);
  return [...lines.values()].map((line) => line.join(' '));
}
