import type { Refusal } from '../../../src/worker/bundler/refusal.js';

const PROVIDERS =
  'openai|anthropic|aws|azure-[\\w-]+|baidu-[\\w-]+|cerebras|cloudflare|cohere|deepseek|fireworks|google(?:-[\\w-]+)?|groq|ibm|mistralai|nomic|ollama|openrouter|perplexity|together-ai|xai|yandex';
const STORES =
  'azure-cosmosdb|azure-dynamic-sessions|chroma|elasticsearch|mongodb|neo4j|oracledb|pgvector|pinecone|qdrant|redis|turbopuffer|weaviate';
const CLIENTS =
  'openai|@anthropic-ai/(?:sdk|bedrock-sdk|vertex-sdk)|@google/genai|@google/generative-ai|@mistralai/mistralai|cohere-ai|groq-sdk|ollama';
/** The agents themselves, which take a model by its name too: they import what makes one of it. */
const AGENTS = inPackage('langchain|deepagents');

/** What makes requests or reads files by itself, in LangChain's packages and those of its providers. */
export const LANGCHAIN_REFUSALS: readonly Refusal[] = [
  {
    files: inPackage('@langchain/langgraph-checkpoint-(?:postgres|sqlite|mongodb|redis)'),
    what: 'a checkpointer that asks a database',
    instead: "Use `new RunSaver()` of 'onceward/langgraph/workflow': what survives a crash is the workflow's history already.",
  },
  {
    files: /[\\/]node_modules[\\/]@langchain[\\/](?:classic|community)[\\/]dist[\\/]document_loaders[\\/](?!base\.)/,
    what: 'a document loader, which reads files or asks the network',
    instead: 'Make it in a durable module, as `export const pages = durable(new TextLoader(…))`, and import it from there.',
  },
  {
    files: inPackage(`@langchain/(?:${STORES})`),
    unlessBy: AGENTS,
    what: 'a client of a vector store or database',
    instead:
      'Make the store in a durable module, as `export const notes = durable(new PGVectorStore(…))`, and import it from there: ' +
      '`notes.asRetriever()` works in workflow code.',
  },
  {
    files: /[\\/]node_modules[\\/]@langchain[\\/]community[\\/]dist[\\/](?:vectorstores|retrievers|storage|caches|stores)[\\/]/,
    what: 'a vector store or retriever that asks another service',
    instead:
      'Make it in a durable module, as `export const notes = durable(new …Store(…))` or `durable(new …Retriever(…))`, and import it from there.',
  },
  {
    files: inPackage(`@langchain/(?:${PROVIDERS})|${CLIENTS}`),
    unlessBy: AGENTS,
    what: 'a client of a model provider',
    instead:
      'Make the chat model or the embeddings in a durable module, as `export const model = durable(new ChatOpenAI(…))`, and import it from there: ' +
      '`bindTools` and `withStructuredOutput` work in workflow code.',
  },
];

function inPackage(names: string): RegExp {
  return new RegExp(`[\\\\/]node_modules[\\\\/](?:${names.replaceAll('/', '[\\\\/]')})[\\\\/]`);
}
