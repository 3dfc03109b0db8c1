import type { LanguageModelV4Content, LanguageModelV4StreamPart } from '../shared/provider-v4.js';
import { isDeltaPart, isDeltaRun, type DeltaPart, type StreamedAnswer, type StreamEntry } from '../shared/streamed-answer.js';

type PartOf<Type extends string> = Extract<LanguageModelV4StreamPart, { type: Type }>;
type TextBlock = Extract<LanguageModelV4Content, { type: 'text' | 'reasoning' }>;

/**
 * Reads a stream to its end and gives the answer that it was.
 *
 * @throws what the stream says went wrong; Error when it is over before its end
 */
export async function collectStream(parts: AsyncIterable<LanguageModelV4StreamPart>): Promise<StreamedAnswer> {
  const collected = new CollectedStream();
  for await (const part of parts) {
    if (part.type === 'error')
      throw part.error instanceof Error ? part.error : new Error(`The model's stream failed`, { cause: part.error });
    collected.add(part);
  }
  return collected.toAnswer();
}

class CollectedStream {
  readonly #content: LanguageModelV4Content[] = [];
  readonly #entries: StreamEntry[] = [];
  /** The open blocks of text, by their ids. */
  readonly #blocks = new Map<string, TextBlock>();
  readonly #toolInputs = new Map<string, string>();
  #end: PartOf<'finish'> | undefined;
  #response: StreamedAnswer['response'];
  #warnings: PartOf<'stream-start'>['warnings'] = [];

  add(part: LanguageModelV4StreamPart): void {
    if (isDeltaPart(part)) return this.#addDelta(part);
    switch (part.type) {
      case 'text-start':
      case 'reasoning-start':
        this.#open(part);
        break;
      case 'text-end':
      case 'reasoning-end':
        this.#close(part);
        break;
      case 'stream-start':
        this.#warnings = part.warnings;
        break;
      case 'response-metadata':
        this.#response = { ...this.#response, ...withoutType(part) };
        break;
      case 'finish':
        this.#end = part;
        this.#entries.push('finish');
        return;
      case 'tool-call':
      case 'tool-result':
      case 'tool-approval-request':
      case 'file':
      case 'reasoning-file':
      case 'source':
      case 'custom':
        this.#content.push(part);
        this.#entries.push('content');
        return;
      case 'tool-input-start':
      case 'tool-input-end':
      case 'ping':
      case 'raw':
      case 'error':
    }
    this.#entries.push(part);
  }

  toAnswer(): StreamedAnswer {
    if (this.#end === undefined) throw new Error('The stream ended without the part that finishes it.');
    const { finishReason, usage, providerMetadata } = this.#end;
    return {
      content: this.#content,
      finishReason,
      usage,
      ...(providerMetadata !== undefined && { providerMetadata }),
      ...(this.#response !== undefined && { response: this.#response }),
      ...(this.#warnings.length > 0 && { warnings: this.#warnings }),
      stream: this.#entries.map((entry) => this.#withInput(entry)),
    };
  }

  #open({ type, id, ...metadata }: PartOf<'text-start' | 'reasoning-start'>): void {
    const block: TextBlock = { type: type === 'text-start' ? 'text' : 'reasoning', text: '', ...metadata };
    this.#blocks.set(id, block);
    this.#content.push(block);
  }

  #close({ type: _type, id, ...metadata }: PartOf<'text-end' | 'reasoning-end'>): void {
    const block = this.#blocks.get(id);
    if (block !== undefined) Object.assign(block, metadata);
  }

  #addDelta(part: DeltaPart): void {
    const { id, delta, providerMetadata } = part;
    const block = this.#blocks.get(id);
    if (part.type === 'tool-input-delta') this.#toolInputs.set(id, (this.#toolInputs.get(id) ?? '') + delta);
    else if (block !== undefined) block.text += delta;
    // What says more than its text stands as it is.
    if (providerMetadata !== undefined || (block === undefined && part.type !== 'tool-input-delta')) return void this.#entries.push(part);
    const last = this.#entries.at(-1);
    const isSameRun = last !== undefined && isDeltaRun(last) && last.of === id;
    if (isSameRun) this.#entries[this.#entries.length - 1] = { of: id, lengths: [...last.lengths, delta.length] };
    else this.#entries.push({ of: id, lengths: [delta.length] });
  }

  /** With the input of a tool that its tool call does not say to the letter. */
  #withInput(entry: StreamEntry): StreamEntry {
    if (typeof entry === 'string' || !isDeltaRun(entry)) return entry;
    const input = this.#toolInputs.get(entry.of);
    const isCalledWith = (part: LanguageModelV4Content): boolean =>
      part.type === 'tool-call' && part.toolCallId === entry.of && part.input === input;
    return input === undefined || this.#content.some(isCalledWith) ? entry : { ...entry, text: input };
  }
}

function withoutType({ type: _type, ...metadata }: PartOf<'response-metadata'>): Omit<PartOf<'response-metadata'>, 'type'> {
  return metadata;
}
