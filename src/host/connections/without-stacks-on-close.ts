import type { Socket } from 'node:net';

/**
 * When a connection closes, Node makes an error for each of its requests that is under way, and spells out its stack, which nobody
 * reads. With thousands of connections, that would hold up everybody for a second.
 */
export function withoutStacksOnClose(socket: Socket): void {
  let usual = Error.stackTraceLimit;
  socket.prependListener('close', () => {
    usual = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
  });
  // Node's own listener was there before this one.
  socket.once('close', () => {
    Error.stackTraceLimit = usual;
  });
}
