import type { Game } from '../../../protocol/entity-schemas.ts';
/** A game as one file: what to call it, and which files can't be one. */
import { MAX_GAME_FILE_BYTES } from '../../../protocol/game-file.ts';

export const FILE_ENDING = '.jsonl';

/** Why a file isn't worth sending; null: it may be a game. */
export function checkGameFile({ size }: Pick<File, 'size'>): 'empty' | 'too_large' | null {
  if (size === 0) return 'empty';
  return size > MAX_GAME_FILE_BYTES ? 'too_large' : null;
}

/** Characters that some file system doesn't allow in a name. */
const UNFIT = /[\p{Cc}\p{Cf}<>:"/\\|?*\s]+/gu;
/** Dots at the edges could hide the file, or lead out of its folder. */
const EDGES = /^[.\s]+|[.\s]+$/g;

/**
 * "Friday night 2026-11-24 with names.jsonl". Without names the game goes by its code: a game's name may name a person,
 * so the file doesn't contain it either.
 */
export function gameFileName(
  game: Pick<Game, 'name' | 'game_code' | 'created_at' | 'started_at'>,
  withNames: boolean,
): string {
  const day = localDay(new Date(game.started_at ?? game.created_at));
  const title = game.name.replace(UNFIT, ' ').replace(EDGES, '');
  return withNames && title !== ''
    ? `${title} ${day} with names${FILE_ENDING}`
    : `game ${game.game_code} ${day}${FILE_ENDING}`;
}

function localDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
