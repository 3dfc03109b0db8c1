import { askLibrary } from './agent.ts';

const [question = 'Who has kept a book the longest?'] = process.argv.slice(2);
console.log(await askLibrary(question));
