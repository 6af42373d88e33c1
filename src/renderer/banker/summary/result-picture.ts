/**
 * One picture of the result, to share: the same on every machine, because its size is fixed and its font comes with the pages. It shows
 * what may leave the room: no code, link or PIN, and children's names only if the banker asks for them.
 */
import type { Team } from '../../../protocol/entity-schemas.ts';
import { inkOn } from '../../shared/colour.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { TEAM_OUTLINES, teamLetter } from '../../shared/team-look.ts';
import { fitText, type PictureText } from './fit-picture-text.ts';

const PICTURE_WIDTH = 1200;
const PICTURE_HEIGHT = 1500;
const EDGE = 80;
/** The height of a line of the totals. */
const TOTAL = 54;
/** More lines than this about helpers are smaller. */
const FEW_HELPERS = 7;
const FONT = 'Atkinson Hyperlegible Next Variable';
/** Paper and ink, whatever theme the desk has: a picture goes to chats and walls. */
const COLOURS = {
  paper: '#faf8f3',
  ink: '#1a1f24',
  soft: '#4d565f',
  line: '#ddd8cc',
  green: '#17622f',
} as const;

interface PictureRow {
  readonly team: Team;
  /** The team's, with what has become of it. */
  readonly name: string;
  /** As "1."; empty: it has none. */
  readonly place: string;
  /** As "7 buildings". */
  readonly built: string;
}

/** Words as they are to be drawn. */
export interface ResultPicture {
  /** The language's: rows begin there. */
  readonly direction: 'ltr' | 'rtl';
  readonly name: string;
  readonly day: string;
  readonly rows: readonly PictureRow[];
  /** What everybody did together, one line each, the most important first. */
  readonly totals: readonly string[];
  /** Who helped most, one line each; none: no names. */
  readonly helpers: readonly string[];
}

/** Draws it. Throws an Error where the browser has no canvas to draw on. */
export async function drawResultPicture(picture: ResultPicture): Promise<Blob> {
  // Else whatever has not been shown yet would be drawn in another font.
  await Promise.all(['400', '700'].map((weight) => document.fonts.load(`${weight} 40px "${FONT}"`)));
  const canvas = document.createElement('canvas');
  canvas.width = PICTURE_WIDTH;
  canvas.height = PICTURE_HEIGHT;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has nothing to draw a picture on.');
  draw(context, picture);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('This browser cannot save a picture.')) : resolve(blob)),
      'image/png',
    );
  });
}

interface TextStyle {
  readonly size: number;
  readonly weight?: 400 | 700;
  readonly colour?: string;
  readonly align?: 'start' | 'end' | 'center';
}

function draw(
  context: CanvasRenderingContext2D,
  { direction, name, day, rows, totals, helpers }: ResultPicture,
): void {
  context.fillStyle = COLOURS.paper;
  context.fillRect(0, 0, PICTURE_WIDTH, PICTURE_HEIGHT);
  context.textBaseline = 'middle';
  context.direction = direction;
  const middle = PICTURE_WIDTH / 2;
  const whole = PICTURE_WIDTH - 2 * EDGE;

  const title = write(
    context,
    isolate(name),
    { x: middle, y: 130, width: whole, lines: 2 },
    {
      size: 84,
      weight: 700,
      align: 'center',
    },
  );
  write(
    context,
    day,
    { x: middle, y: 130 + title / 2 + 44, width: whole, lines: 1 },
    {
      size: 38,
      colour: COLOURS.soft,
      align: 'center',
    },
  );

  const small = helpers.length > FEW_HELPERS ? 30 : 46;
  const foot = totals.length * TOTAL + (helpers.length === 0 ? 0 : 30 + helpers.length * small);
  const top = 130 + title / 2 + 110;
  const bottom = PICTURE_HEIGHT - EDGE - foot - 50;
  drawTeams(context, rows, { top, bottom });
  line(context, bottom + 20);
  let y = bottom + 50 + TOTAL / 2;
  for (const [index, text] of totals.entries()) {
    const style = index === 0 ? ({ size: 50, weight: 700, colour: COLOURS.green } as const) : { size: 36 };
    write(context, isolate(text), { x: middle, y, width: whole, lines: 1 }, { ...style, align: 'center' });
    y += TOTAL;
  }
  y += 30 - (TOTAL - small) / 2;
  for (const text of helpers) {
    const style = { size: small * 0.7, colour: COLOURS.soft, align: 'center' } as const;
    write(context, text, { x: middle, y, width: whole, lines: 1 }, style);
    y += small;
  }
}

/** As high as they have room, but no higher than looks well. */
function drawTeams(
  context: CanvasRenderingContext2D,
  rows: readonly PictureRow[],
  { top, bottom }: { readonly top: number; readonly bottom: number },
): void {
  const height = Math.min(150, (bottom - top) / Math.max(1, rows.length));
  const start = top + Math.max(0, (bottom - top - rows.length * height) / 3);
  const badge = height * 0.62;
  const size = height * 0.36;
  for (const [index, { team, name, place, built }] of rows.entries()) {
    const y = start + (index + 0.5) * height;
    const builtWidth = 260;
    write(
      context,
      place,
      { x: EDGE + 70, y, width: 80, lines: 1 },
      {
        size,
        colour: COLOURS.soft,
        align: 'end',
      },
    );
    drawBadge(context, team, { x: EDGE + 95, y: y - badge / 2, size: badge });
    const left = EDGE + 95 + badge + 24;
    write(
      context,
      isolate(name),
      { x: left, y, width: PICTURE_WIDTH - EDGE - builtWidth - left, lines: height > 90 ? 2 : 1 },
      { size, weight: 700 },
    );
    write(
      context,
      built,
      { x: PICTURE_WIDTH - EDGE, y, width: builtWidth - 24, lines: 1 },
      {
        size: size * 0.85,
        align: 'end',
      },
    );
  }
}

function drawBadge(
  context: CanvasRenderingContext2D,
  team: Team,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const { path, letterY, letterSize } = TEAM_OUTLINES[team.shape];
  context.save();
  context.translate(context.direction === 'rtl' ? PICTURE_WIDTH - x - size : x, y);
  context.scale(size / 48, size / 48);
  const outline = new Path2D(path);
  context.fillStyle = team.colour;
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- no array: a canvas
  context.fill(outline);
  context.strokeStyle = COLOURS.ink;
  context.lineWidth = 2;
  context.stroke(outline);
  context.font = `700 ${letterSize}px "${FONT}", sans-serif`;
  context.fillStyle = inkOn(team.colour);
  context.textAlign = 'center';
  context.fillText(teamLetter(team.team_number), 24, letterY + 1);
  context.restore();
}

function line(context: CanvasRenderingContext2D, y: number): void {
  context.fillStyle = COLOURS.line;
  context.fillRect(EDGE, y, PICTURE_WIDTH - 2 * EDGE, 3);
}

interface Place {
  /** From where rows begin. */
  readonly x: number;
  /** The middle of the text. */
  readonly y: number;
  readonly width: number;
  /** How many lines it may take. */
  readonly lines: number;
}

/** Writes a text as large as it fits, and says how high it has become. */
function write(context: CanvasRenderingContext2D, text: string, place: Place, style: TextStyle): number {
  const { size, weight = 400, colour = COLOURS.ink, align = 'start' } = style;
  const fontOf = (px: number) => `${weight} ${px}px "${FONT}", system-ui, "Noto Sans", sans-serif`;
  const measure: PictureText['measure'] = (words, px) => {
    context.font = fontOf(px);
    return context.measureText(words).width;
  };
  const { lines, size: fitted } = fitText({ text, size, width: place.width, lines: place.lines, measure });
  context.font = fontOf(fitted);
  context.fillStyle = colour;
  context.textAlign = align;
  const x = context.direction === 'rtl' ? PICTURE_WIDTH - place.x : place.x;
  const height = fitted * 1.15;
  const first = place.y - ((lines.length - 1) * height) / 2;
  for (const [index, words] of lines.entries()) context.fillText(words, x, first + index * height);
  return lines.length * height;
}
