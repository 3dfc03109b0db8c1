import { writeSpeech } from './agent.ts';

const [occasion = 'the retirement of our postman'] = process.argv.slice(2);
console.log(await writeSpeech(occasion));
