/**
 * Something that has tools which are known only when it is asked, such as an MCP server. Made durable, it goes in workflow code to the function of
 * your framework's adapter that makes tools of it.
 */
export interface Toolbox {
  readonly toolbox: true;
}
