/** What snippets import from './activities.js'. */
export declare function getWeather(input: { readonly city: string }): Promise<string>;
