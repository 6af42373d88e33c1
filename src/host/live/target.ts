/** What an upgrade asks for: `/ws/{code}/{participant id}?epoch=&seq=&page=`. */
import { normaliseGameCode } from '../../protocol/game-codes.ts';

/** How far a client has come in one loading of the log. */
export interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

export interface Target {
  /** Null: cannot be a code. */
  readonly code: string | null;
  /** Null: cannot be an id. */
  readonly participantId: number | null;
  /** Null: none, or not one that could be resumed from. */
  readonly cursor: Cursor | null;
  /** The build of the asking page; null: it does not say. */
  readonly page: string | null;
}

/** Null when the path is not the live connection's. Whatever follows `/ws/` gets a target, malformed or not. */
export function readTarget(url: string): Target | null {
  const [path = '', query = ''] = url.split('?', 2);
  if (!path.startsWith('/ws/')) return null;
  const [code = '', id = '', ...rest] = path.slice('/ws/'.length).split('/');
  const isWhole = rest.length === 0 || (rest.length === 1 && rest[0] === '');
  const parameters = new URLSearchParams(query);
  return {
    code: isWhole ? readCode(code) : null,
    participantId: readNumber(id),
    cursor: readCursor(parameters.get('epoch'), parameters.get('seq')),
    page: parameters.get('page'),
  };
}

function readCode(encoded: string): string | null {
  try {
    return normaliseGameCode(decodeURIComponent(encoded));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function readCursor(epoch: string | null, typedSeq: string | null): Cursor | null {
  const seq = readNumber(typedSeq ?? '');
  return epoch === null || seq === null ? null : { epoch, seq };
}

function readNumber(digits: string): number | null {
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}
