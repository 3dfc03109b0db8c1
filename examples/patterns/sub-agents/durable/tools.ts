import { tool } from 'ai';
import { z } from 'zod';

/** Stands for an archive. */
const NOTES = ['1887: the tower is begun.', '1889: the tower opens to visitors.', '1889: two million people climb it in its first summer.'];

export const searchNotes = tool({
  description: 'Searches the archive for notes with a word',
  inputSchema: z.object({ word: z.string() }),
  execute: async ({ word }) => NOTES.filter((note) => note.includes(word)),
});
