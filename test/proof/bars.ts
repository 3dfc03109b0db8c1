import type { Bar } from './define-bar.ts';
import { embeddingBars } from './ai-sdk/embedding-bars.ts';
import { errorBars } from './ai-sdk/error-bars.ts';
import { mcpBars } from './ai-sdk/mcp-bars.ts';
import { versionBars } from './ai-sdk/version-bars.ts';
import { cpuBars } from './chain/cpu-bars.ts';
import { growthBars } from './chain/growth-bars.ts';
import { killBars } from './chain/kill-bars.ts';
import { lossBars } from './chain/loss-bars.ts';
import { promptBars as chainPromptBars } from './chain/prompt-bars.ts';
import { replayBars } from './chain/replay-bars.ts';
import { outageBars } from './failures/outage-bars.ts';
import { effectsBars } from './failures/effects-bars.ts';
import { chaosBars } from './failures/chaos-bars.ts';
import { classificationBars } from './failures/classification-bars.ts';
import { fuzzBars } from './failures/fuzz-bars.ts';
import { requestBars } from './failures/request-bars.ts';
import { overheadBars } from './failures/overhead-bars.ts';
import { writeBars } from './failures/write-bars.ts';
import { behaviourBars } from './langchain/behaviour-bars.ts';
import { costBars } from './langchain/cost-bars.ts';
import { versionBars as langchainVersionBars } from './langchain/version-bars.ts';
import { patternKillBar } from './langchain/pattern-kill-bar.ts';
import { retrievalBars } from './langchain/retrieval-bars.ts';
import { searchBars } from './langchain/search-bars.ts';
import { fanOutBars } from './payloads/fan-out-bars.ts';
import { fileBars } from './payloads/file-bars.ts';
import { freshInstallBars } from './payloads/fresh-install-bars.ts';
import { oversizeBars } from './payloads/oversize-bars.ts';
import { canaryBars } from './payloads/canary-bars.ts';
import { storeBars } from './payloads/store-bars.ts';
import { attackBars } from './people/attack-bars.ts';
import { clientBars } from './people/client-bars.ts';
import { crowdBars } from './people/crowd-bars.ts';
import { longWaitBars } from './people/long-wait-bars.ts';
import { cancelBar } from './cancel-bar.ts';
import { AI_SDK_PATTERNS, LANGCHAIN_PATTERNS } from '../support/pattern-sets.ts';
import { compatibilityBars } from './versions/compatibility-bars.ts';
import { deployBars } from './versions/deploy-bars.ts';
import { replayBars as manyReplaysBars } from './versions/replay-bars.ts';
import { editBars } from './versions/edit-bars.ts';
import { patternBar } from './pattern-bar.ts';
import { roundTripBar } from './round-trip-bar.ts';
import { bundleLines } from './slice/bundle-lines.ts';
import { crashBars } from './slice/crash-bars.ts';
import { documentBars } from './slice/document-bars.ts';
import { frameworkWords } from './slice/framework-words.ts';
import { longDocumentBars } from './slice/long-document-bars.ts';
import { promptBars } from './slice/prompt-bars.ts';
import { userLineBars } from './slice/user-lines.ts';

/**
 * Every bar of `npm run proof`, in the order in which they are printed. Those of a group may share what they measure: a group has a process of its own,
 * so no bar finds what another left behind.
 */
export const BAR_GROUPS: readonly (readonly Bar[])[] = [
  [frameworkWords],
  userLineBars,
  [bundleLines],
  crashBars,
  documentBars,
  promptBars,
  longDocumentBars,
  storeBars,
  canaryBars,
  freshInstallBars,
  fileBars,
  oversizeBars,
  fanOutBars,
  growthBars,
  killBars,
  chainPromptBars,
  lossBars,
  replayBars,
  cpuBars,
  classificationBars,
  outageBars,
  [
    cancelBar('failures', 'cancel closes the connection of a model, a tool, a fetch (heartbeat timeout 10 s), slowest of five', [
      'askModel',
      'askChatModel',
      'askAgent',
      'fetchAnswer',
      'fetchBody',
    ]),
  ],
  effectsBars,
  fuzzBars,
  requestBars,
  chaosBars,
  writeBars,
  overheadBars,
  [roundTripBar('ai-sdk', 60)],
  [patternBar('ai-sdk', 'plain AI SDK code', AI_SDK_PATTERNS)],
  mcpBars,
  embeddingBars,
  [
    // With the timeouts that everybody has who states none.
    cancelBar(
      'ai-sdk',
      'stop button: cancel to closed connection of generateText, streamText before and in its answer, and a tool, slowest of five',
      ['askModel', 'askStream', 'askBegunStream', 'readStream', 'askAgent'],
    ),
  ],
  [roundTripBar('langchain', 30)],
  errorBars,
  versionBars,
  behaviourBars,
  attackBars,
  clientBars,
  longWaitBars,
  crowdBars,
  [patternBar('langchain', 'plain LangChain code', LANGCHAIN_PATTERNS)],
  [patternKillBar],
  retrievalBars,
  searchBars,
  costBars,
  langchainVersionBars,
  deployBars,
  compatibilityBars,
  manyReplaysBars,
  editBars,
];
