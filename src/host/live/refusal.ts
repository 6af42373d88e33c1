/** Upgrades that get an HTTP answer instead of a socket. */
import type { Duplex } from 'node:stream';

const ANSWERS = {
  403: { reason: 'Forbidden', detail: "This is not the host's own page." },
  404: { reason: 'Not Found', detail: 'The live connection is at /ws/{game_code}/{participant_id}.' },
  503: { reason: 'Service Unavailable', detail: 'The host is closing.' },
} as const;

/** Answers and ends the socket. */
export function refuseUpgrade(socket: Duplex, status: keyof typeof ANSWERS): void {
  const { reason, detail } = ANSWERS[status];
  // The peer may have gone already; there is nothing left to tell it.
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\n` +
      'Connection: close\r\n' +
      'Content-Type: text/plain; charset=utf-8\r\n' +
      `Content-Length: ${Buffer.byteLength(detail)}\r\n\r\n${detail}`,
  );
}
