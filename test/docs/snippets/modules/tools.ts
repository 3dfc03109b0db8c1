/** What snippets import from './tools.js'. */
import type { Tool } from 'ai';
import type { EventGrant } from 'onceward';

export declare const getWeather: Tool<{ readonly city: string }, string>;
export declare function startCheckout(order: { readonly id: string; readonly callback: EventGrant }): Promise<string>;
