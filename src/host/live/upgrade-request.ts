/** What an upgrade asks for: `/ws/{code}/{participant id}?epoch=&seq=&page=`. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { normaliseGameCode } from '../../protocol/game-codes.ts';

/** How far a client has come in one loading of the log. */
export interface ResumeCursor {
  readonly epoch: string;
  readonly seq: number;
}

export interface UpgradeRequest {
  /** Null: cannot be a code. */
  readonly code: string | null;
  /** Null: cannot be an id. */
  readonly participantId: number | null;
  /** Null: none, or not one that could be resumed from. */
  readonly cursor: ResumeCursor | null;
  /** The build of the asking page; null: it does not say. */
  readonly page: string | null;
}

/**
 * Whether an upgrade leaves HTTP; the others are answered as if they had not asked for one. Only what the live route is sure to
 * get may leave: nobody else closes the socket after an answer.
 */
export function isLiveUpgrade({ method, url = '', socket }: IncomingMessage): boolean {
  return method === 'GET' && url.startsWith('/ws/') && isWellFormed(url) && !hasPendingResponse(socket);
}

/** `path`: decoded, without the `/ws/` in front. Malformed ones are read as well, so that they can be told 4500. */
export function readUpgradeRequest(path: string, url: string): UpgradeRequest {
  const [code = '', id = '', ...rest] = path.split('/');
  const query = new URLSearchParams(url.split('?', 2)[1]);
  const isWhole = rest.length === 0 || (rest.length === 1 && rest[0] === '');
  return {
    code: isWhole ? normaliseGameCode(code) : null,
    participantId: readNumber(id),
    cursor: readCursor(query.get('epoch'), query.get('seq')),
    page: query.get('page'),
  };
}

/** The router answers 400 to what cannot be decoded. */
function isWellFormed(url: string): boolean {
  try {
    return decodeURI(url.split('?', 1)[0] ?? '') !== '';
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

/** Whether an earlier request on the same connection waits for its answer, which Node notes here; a socket would overtake it. */
function hasPendingResponse(socket: Socket): boolean {
  return '_httpMessage' in socket && socket._httpMessage !== null;
}

function readCursor(epoch: string | null, typedSeq: string | null): ResumeCursor | null {
  const seq = readNumber(typedSeq ?? '');
  return epoch === null || seq === null ? null : { epoch, seq };
}

function readNumber(digits: string): number | null {
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}
