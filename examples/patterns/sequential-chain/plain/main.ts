import { writeShopText } from './agent.ts';

const [product = 'a bicycle pump that fits into a pocket, for 19 euros'] = process.argv.slice(2);
console.log(await writeShopText(product));
