/** A game as one file: what to call it, and which files can't be one. */
import { truncate } from '../../../game/text-limits.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import { MAX_GAME_FILE_BYTES } from '../../../protocol/game-file.ts';

export const FILE_ENDING = '.jsonl';

/** Why a file isn't worth sending; null: it may be a game. */
export function checkGameFile({ size }: Pick<File, 'size'>): 'empty' | 'too_large' | null {
  if (size === 0) return 'empty';
  return size > MAX_GAME_FILE_BYTES ? 'too_large' : null;
}

/** A file's name may have 255 bytes; the day and the ending need some. */
const MAX_TITLE = { graphemes: 60, bytes: 200 };
/** Characters that some file system doesn't allow in a name, and invisible ones but for joiners. */
const UNFIT = /(?:(?![\u200C\u200D])[\p{Cc}\p{Cf}<>:"/\\|?*\s])+/gu;
/**
 * Dots at the edges could hide the file, or lead out of its folder; a dash, a tilde or a formula's sign at the beginning would
 * mean something to a program that is given the name.
 */
const EDGES = /^[.\s~=+@-]+|[.\s]+$/g;

/**
 * "Friday night 2026-11-24 with names.jsonl". Without names the game goes by its code: a game's name may name a person,
 * so the file doesn't contain it either.
 */
export function gameFileName(
  game: Pick<Game, 'name' | 'game_code' | 'created_at' | 'started_at'>,
  withNames: boolean,
): string {
  const day = localDay(new Date(game.started_at ?? game.created_at));
  const title = truncate(game.name.replace(UNFIT, ' ').replace(EDGES, ''), MAX_TITLE);
  return withNames && title !== ''
    ? `${title} ${day} with names${FILE_ENDING}`
    : `game ${game.game_code} ${day}${FILE_ENDING}`;
}

function localDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
