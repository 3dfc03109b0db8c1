import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FRAMEWORKS, type Framework } from '../../../examples/document-agent/twins.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const FOLDER = join(import.meta.dirname, '../../../examples/document-agent');
const MOST_LINES = 150;

/**
 * What a user of one framework writes: tools, models, workflow, worker, client. What the tools' bodies call is part of the bodies: OCR, search,
 * HTTP. The claim, its questions and the demo are the scene.
 */
function filesOf(framework: Framework): { readonly tools: readonly string[]; readonly others: readonly string[] } {
  return {
    tools: ['tools.ts', 'company-lookup.ts'],
    others: [
      `${framework}/steps.ts`,
      `${framework}/extract.ts`,
      `${framework}/workflows.ts`,
      'document-agent.ts',
      `${framework}/onceward.ts`,
      `${framework}/worker.ts`,
      'start-document-agent.ts',
    ],
  };
}

/** Lines that are neither blank nor a comment. Imports and types count. */
function codeLines(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/?\*)/.test(line)).length;
}

/** The text without what stands between the braces of its functions; a function without braces stays. */
function withoutBodies(text: string): string {
  const start = /(?:=>|\)(?:: [^={}]+)?) \{\n/g;
  let rest = '';
  let position = 0;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const end = closingBrace(text, start.lastIndex);
    rest += `${text.slice(position, start.lastIndex - 1)} `;
    position = end;
    start.lastIndex = end;
  }
  return rest + text.slice(position);
}

/** Where the brace before `from` is closed: the code is formatted, so by the first line that is less indented. */
function closingBrace(text: string, from: number): number {
  const indent = /^ */.exec(text.slice(from))?.[0].length ?? 0;
  const closing = new RegExp(`^ {0,${Math.max(0, indent - 1)}}\\}`, 'm').exec(text.slice(from));
  return from + (closing?.index ?? text.length);
}

function userLines(framework: Framework): Bar {
  return defineBar({
    area: 'slice',
    bar: `lines that a user writes for the ${framework} document agent, without the tools' bodies`,
    unit: 'lines',
    target: `≤ ${MOST_LINES}`,
    measure() {
      const { tools, others } = filesOf(framework);
      const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
      const counts = [
        ...tools.map((file) => ({ file, lines: codeLines(withoutBodies(read(file))) })),
        ...others.map((file) => ({ file, lines: codeLines(read(file)) })),
      ];
      const value = counts.reduce((sum, { lines }) => sum + lines, 0);
      const note = counts.map(({ file, lines }) => `${file} ${lines}`).join(', ');
      return Promise.resolve({ value, ok: value <= MOST_LINES, note });
    },
  });
}

export const userLineBars: readonly Bar[] = FRAMEWORKS.map(userLines);
