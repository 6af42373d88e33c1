/** A process that does to a host what one attacker's device can: it opens connections, asks and reads nothing, until it is killed, or who started it ends. */
import { connect, type Socket } from 'node:net';

/** Connections a second. */
const PER_SECOND = 300;
const STEP_MS = 50;
/** Fewer than a process may have open. */
const MAX_OPEN = 4_000;

const open = new Set<Socket>();

/** Each in turn: ask for much and read nothing, say nothing, send half a head, ask for a socket without a right. */
const SENT = [
  'GET /docs/json HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(8),
  '',
  'GET / HTTP/1.1\r\nHost: loc',
  'GET /ws/AAAAAA/1 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
    'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
];

process.once('disconnect', () => process.exit());
process.once('message', (url: string) => {
  const { port, hostname } = new URL(url);
  let sent = 0;
  setInterval(() => {
    for (let opened = 0; opened < (PER_SECOND * STEP_MS) / 1_000 && open.size < MAX_OPEN; opened += 1) {
      const socket = connect(Number(port), hostname);
      open.add(socket);
      socket.pause();
      // Being cut off is what it is there for.
      socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
      socket.write(SENT[sent % SENT.length] ?? '');
      sent += 1;
    }
  }, STEP_MS);
});
