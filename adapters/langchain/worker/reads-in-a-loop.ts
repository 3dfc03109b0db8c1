/**
 * LangChain and LangGraph hand a stream on by a promise that waits for the next, which waits for the one after it: all of them stay in memory until the stream ends, and
 * the stream of a graph ends with its run. Here they are read in a loop. Where another version has other lines, they stay as they are.
 */
export const READS_IN_A_LOOP = {
  files: /[\\/]node_modules[\\/]@langchain[\\/](?:core[\\/]dist[\\/]utils|langgraph[\\/]dist[\\/]pregel)[\\/]stream\.js$/,
  replace:
    /\breturn pump\(\);\s*function pump\(\) \{\s*return reader\.read\(\)\.then\(\(\{ done, value \}\) => \{\s*if \(done\) \{\s*controller\.close\(\);\s*return;\s*\}\s*controller\.enqueue\(value\);\s*return pump\(\);\s*\}\);\s*\}/g,
  by: [
    'return (async () => {',
    'for (;;) {',
    'const { done, value } = await reader.read();',
    'if (done) return controller.close();',
    'controller.enqueue(value);',
    '}',
    '})();',
  ].join(' '),
};
