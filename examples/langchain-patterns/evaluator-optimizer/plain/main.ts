import { findSlogan } from './agent.ts';

const [product = 'an umbrella that does not turn inside out'] = process.argv.slice(2);
console.log(await findSlogan(product));
