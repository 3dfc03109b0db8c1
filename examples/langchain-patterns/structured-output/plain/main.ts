import { readInvitation } from './agent.ts';

const [mail = 'Dear all, we open the new library on the 3rd of May at six. Come to Harbour Street 9!'] = process.argv.slice(2);
console.log(await readInvitation(mail));
