import { tutor } from './agent.ts';

const [name = 'Yuki'] = process.argv.slice(2);
console.log(await tutor(name));
