import { join } from 'node:path';
import { createWorker, type Worker } from 'tesseract.js';
import { packageFolder } from './package-folder.ts';
import { type RecognizedText, toRecognizedText } from './recognized-text.ts';

/** One reader for the whole process: starting one costs more than reading a line. It works in a thread of its own, one page at a time. */
let reader: Promise<Worker> | undefined;

export async function recognizeWithTesseractJs(png: Uint8Array): Promise<RecognizedText> {
  reader ??= startReader();
  const worker = await reader;
  const { data } = await worker.recognize(Buffer.from(png));
  return toRecognizedText(data);
}

export async function closeTesseractJs(): Promise<void> {
  const closing = reader;
  reader = undefined;
  await (await closing)?.terminate();
}

async function startReader(): Promise<Worker> {
  const langPath = join(packageFolder('@tesseract.js-data/eng'), '4.0.0_best_int');
  try {
    return await createWorker('eng', 1, { langPath, gzip: true, cacheMethod: 'none' });
  } catch (cause) {
    reader = undefined;
    throw new Error(`The text reader could not be started with the language data in ${langPath}.`, { cause });
  }
}
