import { tellStory } from './agent.ts';

const [wish = 'A story about a knight, decided by a dice.'] = process.argv.slice(2);
console.log(await tellStory(wish));
