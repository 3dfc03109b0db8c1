import { answerCustomer } from './agent.ts';

const [question = 'My router blinks red since the storm, and the app shows nothing.'] = process.argv.slice(2);
console.log(await answerCustomer(question));
