import { readInvoice } from './agent.ts';

const [text = 'Alpenholz AG: 2 tables, 400 CHF, delivery, 50 CHF. Paid with thanks.'] = process.argv.slice(2);
console.log(await readInvoice(text));
