import { handleComplaint } from './agent.ts';

const [complaint = 'Order 4711 arrived broken. I want my money back.'] = process.argv.slice(2);
console.log(await handleComplaint(complaint));
