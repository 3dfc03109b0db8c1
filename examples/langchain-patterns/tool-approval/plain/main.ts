import { settle } from './agent.ts';

const [request = 'Please cancel booking 88 and pay everything back.'] = process.argv.slice(2);
console.log(await settle(request));
