/** What workflow code uses all the time, and neither Temporal's SDK nor this package replaces in a sandbox, as they do with `Date`. */
const NAMES = [
  'Object',
  'Array',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Promise',
  'Symbol',
  'String',
  'Number',
  'Boolean',
  'BigInt',
  'RegExp',
  'Reflect',
  'Proxy',
  'JSON',
  'Math',
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'AggregateError',
  'ArrayBuffer',
  'DataView',
  'Uint8Array',
  'Uint32Array',
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
  'encodeURIComponent',
  'decodeURIComponent',
];

/**
 * Code for the start of a bundle: names of the language become constants of the script. Node.js looks each global of a `vm` context up by a callback in C++, each time
 * that code names it, which was a quarter of the CPU of a replay; a constant is found at once. They are the same objects, for all runs of a context.
 */
export const LANGUAGE_GLOBALS_LINE = `const globalThis = this.globalThis; const { ${NAMES.join(', ')} } = globalThis;`;
