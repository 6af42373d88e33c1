import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TcpSocket, TcpConnection } from './tcp-connection.ts';

let socket: { -readonly [Name in keyof TcpSocket]: TcpSocket[Name] };
let connection: TcpConnection<TcpSocket>;
let now = 0;
beforeEach(() => {
  now = 0;
  socket = { bytesWritten: 0, bytesRead: 0, writableLength: 0, writableEnded: false, destroyed: false };
  connection = new TcpConnection(socket, { address: '10.0.0.7', isProxy: false, now });
});

/** The host writes so much, of which the system takes so much. */
function write(bytes: number, taken = 0): void {
  socket.bytesWritten += bytes;
  socket.writableLength += bytes - taken;
}

/** Checks every second, and returns when the verdict came; null: not within two minutes. */
function secondsUntilCut(each: (second: number) => void = () => {}): number | null {
  for (let second = 1; second <= 120; second += 1) {
    now += 1_000;
    each(second);
    if (connection.check(now) !== null) return second;
  }
  return null;
}

function request(complete = true) {
  const response = Object.assign(new EventEmitter(), { writableFinished: false, headersSent: false });
  const incoming = { complete };
  connection.begin(
    incoming,
    response,
    () => now,
    () => {},
  );
  const finish = () => {
    response.writableFinished = true;
    response.emit('close');
  };
  return { incoming, response, finish };
}

describe('an unread answer', () => {
  it('is cut off after ten seconds', () => {
    write(100_000, 50_000);
    expect(secondsUntilCut()).toBe(11);
  });

  it('counts from the last byte that was taken', () => {
    write(100_000, 50_000);
    expect(secondsUntilCut((second) => second === 1 && (socket.writableLength -= 1))).toBe(11);
  });

  it('is not cut off while a byte is taken now and then', () => {
    write(100_000);
    expect(secondsUntilCut((second) => second % 9 === 0 && (socket.writableLength -= 1))).toBeNull();
  });

  it('is not cut off while the client acknowledges what the system has taken', () => {
    write(100_000);
    const each = (second: number) =>
      connection.observeUnacknowledged(1_000_000 - Math.floor(second / 9), now);
    expect(secondsUntilCut(each)).toBeNull();
  });

  it('is cut off even if the host writes more and more of it', () => {
    write(100_000);
    expect(secondsUntilCut(() => write(1_000))).toBe(10);
  });

  it('gets thirty seconds if it was read with pauses before', () => {
    write(100_000);
    expect(secondsUntilCut((second) => second === 5 && (socket.writableLength -= 1))).toBe(35);
  });

  it('that the system holds counts as unread, and is cut off though no byte of it is left here', () => {
    write(100_000, 100_000);
    expect(secondsUntilCut(() => connection.observeUnacknowledged(90_000, now))).toBe(11);
    expect([connection.hasUnread, connection.counts, connection.isIdle]).toEqual([true, true, false]);
  });

  it('that the system holds is cut off though the system takes more and more', () => {
    const each = () => {
      write(1_000, 1_000);
      connection.observeUnacknowledged(socket.bytesWritten, now);
    };
    expect(secondsUntilCut(each)).toBe(10);
  });

  it('of a connection that we have closed may be read in its own time', () => {
    write(100_000, 100_000);
    socket.writableEnded = true;
    const each = (second: number) => connection.observeUnacknowledged(100_000 - second * 1_000, now);
    expect(secondsUntilCut(each)).toBe(102);
  });

  it('has not arrived before the system says so; where it never does, once the system has taken it', () => {
    write(100_000, 60_000);
    expect(connection.undelivered).toBe(100_000);
    connection.observeUnacknowledged(20_000, now);
    expect(connection.undelivered).toBe(60_000);
    connection.observeUnacknowledged(null, now);
    expect(connection.undelivered).toBe(40_000);
  });

  it('does not count while there is nothing to read', () => {
    request();
    expect(secondsUntilCut()).toBeNull();
  });
});

describe('a body', () => {
  it('is given up ten seconds after its last byte', () => {
    const { incoming } = request(false);
    expect(secondsUntilCut((second) => second === 3 && (socket.bytesRead += 1))).toBe(13);
    incoming.complete = true;
    expect(connection.check(now)).toBeNull();
  });

  it('is given up after thirty seconds as a whole, unless it is of somebody with a right', () => {
    request(false);
    expect(secondsUntilCut(() => (socket.bytesRead += 1))).toBe(30);
    connection.holder = 7;
    expect(secondsUntilCut(() => (socket.bytesRead += 1))).toBeNull();
  });

  it('of a request that waits behind another is not waited for yet', () => {
    const first = request();
    request(false);
    expect(secondsUntilCut()).toBeNull();
    first.finish();
    expect(secondsUntilCut()).toBe(10);
  });
});

describe('a connection', () => {
  it('counts with its address until it has been answered, and while it holds an unread answer', () => {
    expect(connection.counts).toBe(true);
    request().finish();
    expect(connection.counts).toBe(false);
    write(1);
    expect(connection.counts).toBe(true);
    connection.holder = 7;
    expect(connection.counts).toBe(false);
  });

  it('of a trusted proxy never counts', () => {
    expect(new TcpConnection(socket, { address: '10.0.0.7', isProxy: true, now }).counts).toBe(false);
  });

  it('whose answer broke off has not been answered', () => {
    request().response.emit('close');
    expect(connection.counts).toBe(true);
  });

  it('is idle between requests', () => {
    expect(connection.isIdle).toBe(false);
    const { finish } = request();
    expect(connection.isIdle).toBe(false);
    finish();
    expect(connection.isIdle).toBe(true);
  });

  it('that we have closed has two seconds to go', () => {
    socket.writableEnded = true;
    expect(secondsUntilCut()).toBe(3);
  });

  it('that became a WebSocket has two seconds to show a right, and no limits of ours after that', () => {
    connection.upgrade();
    expect(secondsUntilCut()).toBe(3);
    connection.holder = 7;
    write(100_000);
    expect(secondsUntilCut()).toBeNull();
  });
});
