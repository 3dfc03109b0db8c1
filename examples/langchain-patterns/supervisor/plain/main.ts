import { planFair } from './agent.ts';

const [wish = 'A street fair for the school, for 900 euros.'] = process.argv.slice(2);
console.log(await planFair(wish));
