import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { ClaimPage } from '../scene/claim-page.ts';
import { createSeededRandom, type SeededRandom } from '../scene/seeded-random.ts';
import { registerScanFont, SCAN_FONT } from './scan-font.ts';

/** A4 at 120 dots per inch: small enough for 200 pages, large enough to be read without a mistake. */
const WIDTH_PX = 992;
const HEIGHT_PX = 1403;
const MARGIN_PX = 105;
const FONT_PX = 20;
const TITLE_PX = 27;
const LINE_PX = 28;
const PARAGRAPH_GAP_PX = 14;
const MAX_ROTATION_DEGREES = 0.4;
const SPECKS = 320;
const JPEG_QUALITY = 50;

/** A page as a scanner would give it: off-white paper, slightly turned, with specks; as JPEG. The same page and seed give the same bytes. */
export function drawScannedPage(page: ClaimPage, seed: number): Uint8Array {
  registerScanFont();
  const random = createSeededRandom(seed * 104_729 + page.number);
  const canvas = createCanvas(WIDTH_PX, HEIGHT_PX);
  const context = canvas.getContext('2d');
  drawPaper(context, random);
  context.translate(WIDTH_PX / 2, HEIGHT_PX / 2);
  context.rotate(((random.next() * 2 - 1) * MAX_ROTATION_DEGREES * Math.PI) / 180);
  context.translate(-WIDTH_PX / 2, -HEIGHT_PX / 2);
  if (page.kind === 'text') drawText(context, page);
  if (page.kind === 'picture') drawPicture(context, random);
  context.resetTransform();
  if (page.kind !== 'blank') drawSpecks(context, random);
  return canvas.toBuffer('image/jpeg', JPEG_QUALITY);
}

function drawPaper(context: SKRSContext2D, random: SeededRandom): void {
  const warmth = random.integer(0, 6);
  context.fillStyle = `rgb(${250 - warmth}, ${248 - warmth}, ${241 - warmth})`;
  context.fillRect(0, 0, WIDTH_PX, HEIGHT_PX);
}

function drawText(context: SKRSContext2D, page: ClaimPage): void {
  context.fillStyle = '#1d1c1a';
  context.font = `${TITLE_PX}px "${SCAN_FONT}"`;
  context.fillText(page.title, MARGIN_PX, MARGIN_PX + TITLE_PX);
  context.font = `${FONT_PX}px "${SCAN_FONT}"`;
  let y = MARGIN_PX + TITLE_PX + 2 * LINE_PX;
  for (const block of page.blocks) {
    for (const line of wrapLines(context, block)) {
      context.fillText(line, MARGIN_PX, y);
      y += LINE_PX;
    }
    y += PARAGRAPH_GAP_PX;
  }
}

function wrapLines(context: SKRSContext2D, text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && context.measureText(longer).width > WIDTH_PX - 2 * MARGIN_PX) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** A photograph of a room, roughly: areas of colour, and no letter in it. */
function drawPicture(context: SKRSContext2D, random: SeededRandom): void {
  const side = WIDTH_PX - 2 * MARGIN_PX;
  const shades = context.createLinearGradient(MARGIN_PX, MARGIN_PX, MARGIN_PX + side, MARGIN_PX + side);
  shades.addColorStop(0, '#8fa3b0');
  shades.addColorStop(1, '#5d4c3f');
  context.fillStyle = shades;
  context.fillRect(MARGIN_PX, 2 * MARGIN_PX, side, side);
  for (let index = 0; index < 6; index += 1) {
    context.fillStyle = `rgba(${random.integer(60, 200)}, ${random.integer(60, 180)}, ${random.integer(60, 160)}, 0.5)`;
    context.beginPath();
    context.arc(random.integer(250, 740), random.integer(350, 840), random.integer(60, 140), 0, 2 * Math.PI);
    context.fill();
  }
}

function drawSpecks(context: SKRSContext2D, random: SeededRandom): void {
  context.fillStyle = 'rgba(70, 62, 50, 0.3)';
  for (let index = 0; index < SPECKS; index += 1) {
    context.fillRect(random.next() * WIDTH_PX, random.next() * HEIGHT_PX, 1 + random.next() / 2, 1 + random.next() / 2);
  }
}
