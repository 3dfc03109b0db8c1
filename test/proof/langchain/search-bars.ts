import { measureRetrievals, type MeasuredRetrievals, type Way } from '../../support/measure-retrievals.ts';
import { defineBar, type Bar } from '../define-bar.ts';

const QUESTIONS = 50;
const WHAT = `history of ${QUESTIONS} searches that give ten documents of 4 KB each to a model`;

let measuring: Promise<Readonly<Record<Way, MeasuredRetrievals>>> | undefined;

function measured(): Promise<Readonly<Record<Way, MeasuredRetrievals>>> {
  return (measuring ??= measureRetrievals(QUESTIONS));
}

function barOf(way: Way, { how, mostKb, replayReads }: { how: string; mostKb: number; replayReads: number }): Bar {
  return defineBar({
    area: 'langchain',
    bar: `${WHAT}, ${how}`,
    unit: 'KB',
    target: `≤ ${mostKb}`,
    async measure() {
      const { [way]: own, inline } = await measured();
      const note = `${inline.historyBytes / 1_000} KB with the texts in history; ${own.otherRequests} requests unlike plain LangChain's; ${own.writes} objects and ${own.storedBytes / 1_000} KB in the store; a replay reads ${own.replayReads}`;
      const isWhole = own.otherRequests === 0 && own.replayReads === replayReads;
      return { value: own.historyBytes / 1_000, ok: isWhole && own.historyBytes <= mostKb * 1_000, note };
    },
  });
}

export const searchBars: readonly Bar[] = [
  barOf('byReference', { how: "of a retriever with inline: 'never'", mostKb: 250, replayReads: 0 }),
  barOf('offloaded', { how: 'with offloadAboveBytes: 16_384', mostKb: 150, replayReads: QUESTIONS }),
];
