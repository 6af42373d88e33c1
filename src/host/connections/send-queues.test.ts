import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import {
  clientKey,
  parseSendQueues,
  readSendQueues,
  SendQueueReader,
  type SendQueues,
} from './send-queues.ts';

/** As Linux 6.18 writes them. */
const TABLES = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:128B 0200A8C0:C350 01 0001E240:00000000 01:00000014 00000000     0        0 3819 1 000000001751924b 20 4 30 10 -1
   1: 0100007F:128C 0200A8C0:C351 01 00000001:00000000 00:00000000 00000000     0        0 3819 1 000000001751924b 20 4 30 10 -1
  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0000000000000000FFFF00000100007F:128B 0000000000000000FFFF00000300A8C0:C352 01 00000400:00000000 01:00000014 00000000     0        0 5505 1 000000003f29e90a 20 4 30 10 -1
   1: 000080FE00000000FF005450B6A54FFE:128B 000080FE00000000FF005450B6A54FFF:C353 01 0000000A:00000000 01:00000014 00000000     0        0 5505 1 000000003f29e90a 20 4 30 10 -1
   2: nonsense`;

it('what waits for each client is read from the tables, for one port', () => {
  expect(parseSendQueues(TABLES, 4747)).toEqual(
    new Map([
      [clientKey('192.168.0.2', 50_000), 123_456],
      [clientKey('::ffff:192.168.0.3', 50_002), 1_024],
      [clientKey('fe80::5054:ff:ff4f:a5b6%eth0', 50_003), 10],
    ]),
  );
});

it('an address is the same however it is written', () => {
  expect(clientKey('192.168.0.2', 1)).toBe(clientKey('::ffff:192.168.0.2', 1));
  expect(clientKey('fd00:0:0:0:0:0:0:1', 1)).toBe(clientKey('FD00::1', 1));
  expect(clientKey('192.168.0.2', 1)).not.toBe(clientKey('192.168.0.2', 2));
});

const hasTables = existsSync('/proc/self/net/tcp');
const note = hasTables ? '' : ' (not run: only Linux has such tables)';

it.skipIf(!hasTables).each(['127.0.0.1', '::'])(
  `a client that does not read is found in the tables of this system (listening on %s)${note}`,
  async (host) => {
    const server = createServer().listen(0, host);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const accepted = once(server, 'connection');
    const client = connect(port, '127.0.0.1').pause();
    const [socket] = (await accepted) as [Socket];
    while (!socket.writableNeedDrain || (readQueue(socket, port) ?? 0) === 0) {
      socket.write(Buffer.alloc(1024 * 1024));
      await new Promise((resolve) => void setImmediate(resolve));
    }
    expect(readQueue(socket, port)).toBeGreaterThan(0);
    client.destroy();
    socket.destroy();
    server.close();
  },
);

describe('tables that somebody has made long', () => {
  const folder = temporaryFolder();
  const path = join(folder.path, 'tcp');
  afterAll(() => folder.dispose());
  const lineOf = (port: number, state: string) =>
    `   0: 0100007F:128B 0200A8C0:${port.toString(16).toUpperCase().padStart(4, '0')} ${state} 0000000A:00000000 01:00000014 00000000     0        0 3819 1 000000001751924b 20 4 30 10 -1`;
  /** The next turns, which come when they are called. */
  let turns: (() => void)[];
  let now: number;
  let reader: SendQueueReader;
  let answers: SendQueues[];
  const read = (tables = [path]) => reader.read(4747, (queues) => void answers.push(queues), tables);
  const nextTurn = (ms = 0) => {
    now += ms;
    for (const turn of turns.splice(0)) turn();
  };
  /** Returns how many turns it takes from here. */
  const untilRead = (msATurn = 0) => {
    let count = 0;
    for (; turns.length > 0; count += 1) nextTurn(msATurn);
    return count;
  };
  beforeEach(() => {
    [turns, now, answers] = [[], 1_000, []];
    reader = new SendQueueReader(
      () => now,
      (run) => void turns.push(run),
    );
    const over = Array.from({ length: 20_000 }, (_, index) => lineOf(index, '06'));
    writeFileSync(path, [lineOf(50_000, '01'), ...over, lineOf(50_001, '01')].join('\n'));
  });

  it('are read over many turns, and what is over and done with is passed over', () => {
    read();
    expect(answers).toEqual([]);
    expect(untilRead()).toBeGreaterThan(30);
    expect(answers).toEqual([
      new Map([
        [clientKey('192.168.0.2', 50_000), 10],
        [clientKey('192.168.0.2', 50_001), 10],
      ]),
    ]);
  });

  it('are read once at a time, and then rested from for longer than that took, but not for long', () => {
    read();
    read();
    untilRead(50);
    expect(answers).toHaveLength(1);
    now += 1_990;
    read();
    expect(turns).toEqual([]);
    now += 20;
    read();
    untilRead();
    expect(answers).toHaveLength(2);
  });

  it('are left when the host closes', () => {
    read();
    reader.close();
    untilRead();
    expect(answers).toEqual([]);
  });

  it('short ones are read at once, as often as one likes; none is no answer', () => {
    writeFileSync(path, TABLES);
    read();
    read();
    read([join(folder.path, 'none')]);
    expect(answers).toEqual([parseSendQueues(TABLES, 4747), parseSendQueues(TABLES, 4747), null]);
  });
});

function readQueue({ remoteAddress = '', remotePort = 0 }: Socket, port: number): number | undefined {
  return readSendQueues(port)?.get(clientKey(remoteAddress, remotePort));
}
