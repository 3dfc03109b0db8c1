import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { Note } from '../../fixtures/chaos/plan.ts';

/** Gives all notes that worker processes have written into a file so far; reads only what is new each time. */
export function openNotes(file: string): () => readonly Note[] {
  const notes: Note[] = [];
  let readBytes = 0;
  return () => {
    const text = existsSync(file) ? readFrom(file, readBytes) : '';
    // A line that is being written comes next time.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    readBytes += Buffer.byteLength(whole);
    for (const line of whole.split('\n')) if (line !== '') notes.push(JSON.parse(line) as Note);
    return notes;
  };
}

function readFrom(file: string, start: number): string {
  const bytes = Buffer.alloc(statSync(file).size - start);
  const descriptor = openSync(file, 'r');
  try {
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, bytes.length, start));
  } finally {
    closeSync(descriptor);
  }
}
