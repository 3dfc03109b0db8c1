/** What snippets import from './former-tools.js'. */
import type { Tool } from 'ai';

export declare const formerGetWeather: Tool<{ readonly city: string }, string>;
