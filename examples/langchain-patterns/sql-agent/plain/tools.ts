import { DatabaseSync } from 'node:sqlite';
import { tool } from 'langchain';
import { z } from 'zod';

const database = new DatabaseSync(':memory:');
database.exec(`
  CREATE TABLE loans (reader TEXT, book TEXT, days INTEGER);
  INSERT INTO loans VALUES ('Ines', 'Emma', 12), ('Otto', 'Dune', 48), ('Mira', 'Momo', 3);
`);

export const describeTables = tool(async () => JSON.stringify(database.prepare('SELECT sql FROM sqlite_schema').all()), {
  name: 'describeTables',
  description: 'The tables of the database, as they were created',
  schema: z.object({}),
});

async function rowsOf({ query }: { query: string }): Promise<string> {
  try {
    return JSON.stringify(database.prepare(query).all());
  } catch (error) {
    return String(error);
  }
}

export const runQuery = tool(rowsOf, {
  name: 'runQuery',
  description: 'Runs a query of SQLite, and gives its rows',
  schema: z.object({ query: z.string() }),
});
