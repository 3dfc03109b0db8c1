import { writeHandbook } from './agent.ts';

const [subject = 'the espresso machine in the office kitchen'] = process.argv.slice(2);
console.log(await writeHandbook(subject));
