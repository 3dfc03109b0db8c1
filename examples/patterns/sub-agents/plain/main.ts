import { writeArticle } from './agent.ts';

const [subject = 'the first summer of the tower'] = process.argv.slice(2);
console.log(await writeArticle(subject));
