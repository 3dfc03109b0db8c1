import { followBake } from './agent.ts';

const [bread = 'rye'] = process.argv.slice(2);
console.log(await followBake(bread));
