/** What snippets import from './tools.js'. */
import type { Tool } from 'ai';

export declare const getWeather: Tool<{ readonly city: string }, string>;
