import { retellBook } from './agent.ts';

const [wish = 'Tell me the book in one sentence.'] = process.argv.slice(2);
console.log(await retellBook(wish));
