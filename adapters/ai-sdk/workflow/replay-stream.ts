import type { LanguageModelV4Content, LanguageModelV4StreamPart } from '../shared/provider-v4.js';
import { isDeltaPart, isDeltaRun, type DeltaPart, type DeltaRun, type StreamedAnswer } from '../shared/streamed-answer.js';

/** A text that comes in pieces. */
interface Block {
  readonly type: DeltaPart['type'];
  readonly text: string;
  sent: number;
}

/** The parts of a stream as they came, made of the answer that they were. */
export function replayStream(answer: StreamedAnswer): LanguageModelV4StreamPart[] {
  const { content, finishReason, usage, providerMetadata } = answer;
  const blocks = new Map<string, Block>();
  let position = 0;
  const nextContent = (): LanguageModelV4Content => content[position++] as LanguageModelV4Content;
  return answer.stream.flatMap((entry): LanguageModelV4StreamPart[] => {
    if (entry === 'content') return [nextContent() as LanguageModelV4StreamPart];
    if (entry === 'finish') return [{ type: 'finish', finishReason, usage, ...(providerMetadata !== undefined && { providerMetadata }) }];
    if (isDeltaRun(entry)) return toDeltas(entry, blocks.get(entry.of));
    if (entry.type === 'text-start' || entry.type === 'reasoning-start') {
      const type = entry.type === 'text-start' ? 'text-delta' : 'reasoning-delta';
      blocks.set(entry.id, { type, text: textOf(nextContent()), sent: 0 });
    }
    if (entry.type === 'tool-input-start') {
      const call = content.find((part) => part.type === 'tool-call' && part.toolCallId === entry.id);
      blocks.set(entry.id, { type: 'tool-input-delta', text: call?.type === 'tool-call' ? call.input : '', sent: 0 });
    }
    if (isDeltaPart(entry)) advance(blocks.get(entry.id), entry.delta.length);
    return [entry];
  });
}

function toDeltas({ of: id, lengths, text }: DeltaRun, block: Block | undefined): LanguageModelV4StreamPart[] {
  if (block === undefined) return [];
  const whole = text ?? block.text;
  return lengths.map((length) => {
    const delta = whole.slice(block.sent, block.sent + length);
    advance(block, length);
    return { type: block.type, id, delta };
  });
}

function advance(block: Block | undefined, length: number): void {
  if (block !== undefined) block.sent += length;
}

function textOf(part: LanguageModelV4Content): string {
  return part.type === 'text' || part.type === 'reasoning' ? part.text : '';
}
