import { answerGuest } from './agent.ts';

const [question = 'Do you have a room with a view for two nights from Friday, and what is it with breakfast?'] = process.argv.slice(2);
console.log(await answerGuest(question));
