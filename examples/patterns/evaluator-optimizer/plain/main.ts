import { translate } from './agent.ts';

const [text = 'Well, that went about as well as a chocolate teapot.'] = process.argv.slice(2);
console.log(await translate(text));
