import { readFile } from 'node:fs/promises';
import { EncryptedPdf } from '../pdf/encrypted-pdf.ts';
import { NotAPdf } from '../pdf/not-a-pdf.ts';
import { countPages } from '../pdf/render-page.ts';
import { DemoFailed } from './demo-failed.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file. Check the name, and the folder it is given from.',
  EISDIR: 'It is a folder. Give one PDF file of it.',
  EACCES: 'This user may not read it. Change its permissions, or give a copy.',
};

/** Looks at the PDF of the user before anything is started. Throws `DemoFailed` when it cannot be read. */
export async function checkPdf(file: string): Promise<void> {
  try {
    await countPages(await readFile(file));
  } catch (cause) {
    throw new DemoFailed(`--pdf ${file}: ${reasonOf(cause)} Nothing was started.`, { cause });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof EncryptedPdf) return error.message;
  if (error instanceof NotAPdf) return `${error.message} Give another file, or save it anew from a program that can open it.`;
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? `It cannot be read: ${message}.`;
}
