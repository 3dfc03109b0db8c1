import { planTrip } from './agent.ts';

const [wish = 'Bern to Milan tomorrow, as cheap as possible. Do I need an umbrella?'] = process.argv.slice(2);
console.log(await planTrip(wish));
