/** Reads what asks for a live connection: `/ws/{code}/{participant id}?epoch=&seq=&page=`, and the same over plain HTTP. */
import type { IncomingMessage } from 'node:http';
import { normaliseGameCode } from '../../protocol/game-codes.ts';
import { hasPendingResponse } from '../connections/pending-response.ts';

/** How far a client has got in one epoch of the log. */
export interface ResumeCursor {
  readonly epoch: string;
  readonly seq: number;
}

export interface UpgradeRequest {
  /** Null: not a valid code. */
  readonly code: string | null;
  /** Null: not a valid id. */
  readonly participantId: number | null;
  /** Null: none, or not a valid one. */
  readonly cursor: ResumeCursor | null;
  /** The build of the page that asks; null: not given. */
  readonly page: string | null;
}

/** What asks for a live connection over plain HTTP. */
export interface StreamRequest extends UpgradeRequest {
  /** The name that the client has given the connection, so that later requests can say which one they mean. */
  readonly connection: string;
  /** Whether the client fetches frames now and then, instead of reading a stream. */
  readonly isPolled: boolean;
}

/**
 * Whether Node should treat a request as an upgrade; others are answered as ordinary requests. Only those that are certain to
 * reach the live route qualify: nothing else closes the socket afterwards.
 */
export function isLiveUpgrade({ method, url = '', socket }: IncomingMessage): boolean {
  return method === 'GET' && url.startsWith('/ws/') && isWellFormed(url) && !hasPendingResponse(socket);
}

/** `path`: decoded, without the `/ws/` in front. Malformed paths are read as well, so that they can be closed with 4500. */
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

/** `path` as for `readUpgradeRequest`; null: the connection has no proper name. */
export function readStreamRequest(path: string, url: string): StreamRequest | null {
  const query = new URLSearchParams(url.split('?', 2)[1]);
  const connection = query.get('connection') ?? '';
  if (!/^[\w-]{8,64}$/.test(connection)) return null;
  return { ...readUpgradeRequest(path, url), connection, isPolled: query.get('poll') === 'true' };
}

/** The router answers 400 to an address that cannot be decoded. */
function isWellFormed(url: string): boolean {
  try {
    return decodeURI(url.split('?', 1)[0] ?? '') !== '';
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

function readCursor(epoch: string | null, typedSeq: string | null): ResumeCursor | null {
  const seq = readNumber(typedSeq ?? '');
  return epoch === null || seq === null ? null : { epoch, seq };
}

function readNumber(digits: string): number | null {
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}
