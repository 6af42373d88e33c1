/** Answers on the bare socket what is not HTTP, is too large, or did not come in time. */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { PlainReason } from '../../protocol/problem-reasons.ts';
import type { ProblemCode } from '../../protocol/problems.ts';
import { PAGE_TYPE, PLAIN_PAGE_POLICY, plainPage, plainPageInAllLanguages } from './plain-page.ts';
import { buildProblem, MAX_HEADER_BYTES, PROBLEM_TYPE, type UncodedProblem } from './problems.ts';

/** What is said of more than `MAX_HEADER_BYTES`. */
export const HEADERS_TOO_LARGE =
  `The address or the headers are larger than ${MAX_HEADER_BYTES / 1024} KB. A browser sends cookies that other programs at this address ` +
  "have set: type the address again, delete this site's cookies, or open it under another of the laptop's addresses.";

/** A fatal alert "protocol version" (RFC 8446, 6.2): the browser says at once that there is no https here, instead of waiting. */
const NO_TLS_HERE = Buffer.from([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46]);

type ClientError = Error & { readonly code?: string; readonly rawPacket?: unknown };

/** What Fastify calls. `onTls`: a browser tried https. */
export function clientErrorHandler(onTls: (socket: Socket) => void) {
  return (error: ClientError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error);
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return answerTimeout(socket);
    const packet = error.rawPacket instanceof Uint8Array ? Buffer.from(error.rawPacket) : Buffer.alloc(0);
    if (isTlsHello(packet)) {
      onTls(socket);
      return void socket.end(NO_TLS_HERE);
    }
    if (error.code === 'HPE_HEADER_OVERFLOW')
      return answer(socket, packet, 'headers_too_large', HEADERS_TOO_LARGE);
    return answer(socket, packet, 'bad_request', 'The request is not valid HTTP.', 'malformed');
  };
}

/** A browser that opened a connection in case, and sent nothing, is told nothing: it would take it for the answer to its next request. */
export function answerTimeout(socket: Socket): void {
  if (socket.bytesRead === 0 || !socket.writable) return void socket.destroy();
  sendProblemOn(socket, {
    type: 'about:blank',
    title: 'Request timeout',
    status: 408,
    detail: 'The request did not arrive in time. Send it again.',
  });
}

/** A body in chunks, of which nothing is read. */
export function answerChunks(socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  sendProblemOn(
    socket,
    buildProblem(
      'bad_request',
      'Bodies in chunks are not accepted. Send the body with its Content-Length.',
      'malformed',
    ),
  );
}

/** Somebody takes the host for a proxy. */
export function answerTunnel(socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  sendProblemOn(socket, {
    type: 'about:blank',
    title: 'Method not allowed',
    status: 405,
    detail: 'This host leads nowhere else. Ask it for its own addresses.',
  });
}

/** What asks for a WebSocket in a way that is none. */
export function answerHandshake(socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const detail =
    'This is no handshake of a WebSocket. Send Upgrade: websocket, its key, and version 13, as RFC 6455 says.';
  const problem = buildProblem('bad_request', detail, 'malformed');
  end(socket, problem.status, PROBLEM_TYPE, JSON.stringify(problem), 'Sec-WebSocket-Version: 13\r\n');
}

/** The record of a ClientHello: handshake, version 3.x, message 1. */
function isTlsHello(packet: Buffer): boolean {
  return packet[0] === 0x16 && packet[1] === 0x03 && (packet[5] ?? 1) === 1;
}

function answer(
  socket: Socket,
  packet: Buffer,
  code: ProblemCode,
  detail: string,
  why: PlainReason | null = null,
): void {
  const problem = buildProblem(code, detail, why);
  if ((code === 'headers_too_large' && isMiddle(packet)) || isOfPerson(packet)) {
    const key = code === 'headers_too_large' ? code : 'not_understood';
    const accepted = acceptedIn(packet);
    const page = accepted === undefined ? plainPageInAllLanguages(key) : plainPage(key, accepted);
    sendPageOn(socket, problem.status, page);
  } else sendProblemOn(socket, problem);
}

/**
 * Whether a packet tells neither what was asked for nor what is accepted. Programs send no such addresses or cookies: a browser has
 * gathered them.
 */
function isMiddle(packet: Buffer): boolean {
  return !/^[A-Z]+ \/|^accept:/im.test(packet.toString('latin1'));
}

/** Whether the request is a browser's for a page, as far as its last packet shows. */
function isOfPerson(packet: Buffer): boolean {
  const text = packet.toString('latin1');
  const [, path] = /^(?:GET|HEAD) (\/\S*)/.exec(text) ?? [];
  if (path !== undefined && /^\/(api|ws|assets|docs)(\/|$)/.test(path)) return false;
  if (/^accept:.*text\/html/im.test(text)) return true;
  return path !== undefined && /^\/(j|play|banker|board)\//i.test(path);
}

/** Its Accept-Language, as far as its last packet has it. */
function acceptedIn(packet: Buffer): string | undefined {
  return /^accept-language:([^\r\n]*)/im.exec(packet.toString('latin1'))?.[1];
}

function sendPageOn(socket: Socket, status: number, page: string): void {
  end(socket, status, PAGE_TYPE, page, `Content-Security-Policy: ${PLAIN_PAGE_POLICY}\r\n`);
}

function sendProblemOn(socket: Socket, problem: UncodedProblem): void {
  end(socket, problem.status, PROBLEM_TYPE, JSON.stringify(problem), '');
}

function end(socket: Socket, status: number, type: string, body: string, headers: string): void {
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nCache-Control: no-store\r\n${headers}` +
      `Content-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
