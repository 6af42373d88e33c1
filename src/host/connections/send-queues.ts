/**
 * What Linux still has to deliver to each client. It takes whole answers at once and asks for more only when a third of them has
 * gone, so a slow phone would look like one that does not read. macOS and Windows take small pieces, and need no such look.
 */
import { readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { codeOf } from '../storage/folders/error-code.ts';

const TABLES = ['/proc/self/net/tcp', '/proc/self/net/tcp6'];
/** A line's fields: number, own address, other address, state, `sending:receiving`. All in hexadecimal. */
const LINE =
  /^\s*\d+: [\dA-F]+:([\dA-F]{4}) ([\dA-F]{8}(?:[\dA-F]{24})?):([\dA-F]{4}) [\dA-F]{2} ([\dA-F]{8}):/gm;

/** By `clientKey()`: bytes that the client has not acknowledged. Null: this system does not tell. */
export function readSendQueues(localPort: number): ReadonlyMap<string, number> | null {
  const texts = TABLES.flatMap((path) => readTable(path) ?? []);
  return texts.length === 0 ? null : parseSendQueues(texts.join('\n'), localPort);
}

/** @param table lines as in /proc/net/tcp and tcp6 */
export function parseSendQueues(table: string, localPort: number): ReadonlyMap<string, number> {
  const queues = new Map<string, number>();
  for (const [, local = '', address = '', port = '', queued = ''] of table.matchAll(LINE)) {
    if (Number.parseInt(local, 16) !== localPort) continue;
    queues.set(clientKey(readAddress(address), Number.parseInt(port, 16)), Number.parseInt(queued, 16));
  }
  return queues;
}

export function clientKey(address: string, port: number): string {
  return `${canonical(address)} ${port}`;
}

/** Null: not Linux, or it cannot be opened now; the connections are then judged by what they take alone. */
function readTable(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if (codeOf(error) !== '') return null;
    throw error;
  }
}

/** Words of four bytes, each back to front. */
function readAddress(hex: string): string {
  const bytes = hex.match(/.{8}/g)?.flatMap((word) => word.match(/../g)?.toReversed() ?? []) ?? [];
  if (bytes.length === 4) return bytes.map((byte) => Number.parseInt(byte, 16)).join('.');
  return bytes.join('').match(/.{4}/g)?.join(':') ?? '';
}

/** The same text however an address is written. */
function canonical(address: string): string {
  const plain = address.replace(/%.*$/, '');
  return isIPv6(plain) ? new URL(`http://[${plain}]`).hostname : new URL(`http://[::ffff:${plain}]`).hostname;
}
