import { answerMail } from './agent.ts';

const [mail = 'The lamp I bought last week hums, and it is hot.'] = process.argv.slice(2);
console.log(await answerMail(mail));
