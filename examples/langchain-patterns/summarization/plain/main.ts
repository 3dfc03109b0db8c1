import { tendGarden } from './agent.ts';

const [wish = 'Tell me what to do this week, bed by bed.'] = process.argv.slice(2);
console.log(await tendGarden(wish));
