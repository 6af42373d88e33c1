/** A game as one file: fetched to keep, sent to become a game again. */
import { hasFields, isGame } from '../../../client/frame-fields.ts';
import { HostError } from '../../../client/host-error.ts';
import type { Game } from '../../../protocol/shapes.ts';
import { OWNER_SEAT } from '../door/open-desk.ts';
import { fetchFromHost } from '../parts/host-fetch.ts';

/** What the host takes. */
export const MAX_FILE_BYTES = 48 * 1024 * 1024;
export const FILE_ENDING = '.jsonl';
/** A long night is read and written line by line. */
const LIMIT_MS = 60_000;

export interface ExportOrder {
  readonly gameCode: string;
  readonly seat: number;
  readonly withNames: boolean;
}

/** @throws HostError when the host refuses or does not answer; the import too. */
export async function fetchGameFile({ gameCode, seat, withNames }: ExportOrder): Promise<Blob> {
  const path = `/api/v2/games/${encodeURIComponent(gameCode)}/export?names=${withNames ? 'real' : 'pseudonyms'}`;
  return (await fetchFromHost(path, seat, { limitMs: LIMIT_MS })).blob();
}

/** Why a file need not be sent at all; null: it may be one. */
export function whyNoGame({ size }: Pick<File, 'size'>): 'empty' | 'too_large' | null {
  if (size === 0) return 'empty';
  return size > MAX_FILE_BYTES ? 'too_large' : null;
}

const isImported = hasFields<{ readonly game: Game }>({ game: isGame });

/** @param key the same one for the same file: sent twice, it makes one game. */
export async function importGameFile(file: Blob, key: string): Promise<Game> {
  const response = await fetchFromHost('/api/v2/games/import', OWNER_SEAT, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson', 'Idempotency-Key': key },
    body: file,
    limitMs: LIMIT_MS,
  });
  const body: unknown = await response.json().catch(() => null);
  if (!isImported(body))
    throw new HostError('The host answered something unreadable.', { unknownOutcome: true });
  return body.game;
}

/** What some file system does not take in a name. */
const UNFIT = /[\p{Cc}\p{Cf}<>:"/\\|?*\s]+/gu;
/** Dots would hide a file, or lead out of its folder. */
const EDGES = /^[.\s]+|[.\s]+$/g;

/**
 * "Friday night 2026-11-24 with names.jsonl". Without names the game goes by its code: what a game is called may name
 * somebody, so the file inside does not say it either.
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
