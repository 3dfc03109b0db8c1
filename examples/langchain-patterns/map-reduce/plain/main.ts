import { reviewMenu } from './agent.ts';

const [cuisine = 'a small Alpine restaurant'] = process.argv.slice(2);
console.log(await reviewMenu(cuisine));
