import { reviewCode } from './agent.ts';

const [code = 'const find = (id) => db.query("select * from users where id = " + id);'] = process.argv.slice(2);
console.log(await reviewCode(code));
