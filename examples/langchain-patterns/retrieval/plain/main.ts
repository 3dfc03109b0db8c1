import { askRules } from './agent.ts';

const [question = 'Where can I leave my bicycle?'] = process.argv.slice(2);
console.log(await askRules(question));
