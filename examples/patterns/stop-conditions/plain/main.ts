import { solveCase } from './agent.ts';

const [story = 'The silver is gone. There is a hall, a library and a cook who reads at night.'] = process.argv.slice(2);
console.log(await solveCase(story));
