/**
 * How much of what others send to the mDNS port is looked at, and how often it is answered. Anybody on the Wi-Fi may send there, the library
 * compares every record of a datagram with all the others, and each answer goes to everybody at the slowest rate that the Wi-Fi has.
 */
import { TokenBucket } from '../time/token-bucket.ts';

/** RFC 6762, 17. */
const MAX_BYTES = 9_000;
/** More than a printer with all its services sends. */
const MAX_RECORDS = 64;
/** Each is answered by itself. */
const MAX_QUESTIONS = 16;
/** More than a hall sends that looks for the laptop all at once: each answer is for all of them, and who missed it asks again. */
const READ = { burst: 500, perSecond: 200 };
/** Ours and answers: RFC 6762, 6, lets a record be said once a second. */
const SENT = { burst: 60, perSecond: 20 };
/** The header: an identifier, flags, and how many questions, answers, authorities and additional records follow. */
const HEADER_BYTES = 12;
const COUNTS_AT = [6, 8, 10];
const QUESTIONS_AT = 4;

export interface MdnsLimits {
  /** Whether to look at a datagram, which is counted. */
  mayRead(datagram: Uint8Array): boolean;
  /** Whether to send one, which is counted. */
  maySend(): boolean;
}

/** `now`: monotonic ms. */
export function createMdnsLimits(now: () => number): MdnsLimits {
  const [read, sent] = [new TokenBucket(now, READ), new TokenBucket(now, SENT)];
  return {
    mayRead: (datagram) => isOfUsualSize(datagram) && read.tryTake(),
    maySend: () => sent.tryTake(),
  };
}

function isOfUsualSize(datagram: Uint8Array): boolean {
  if (datagram.length < HEADER_BYTES || datagram.length > MAX_BYTES) return false;
  const view = new DataView(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  const records = COUNTS_AT.reduce((sum, at) => sum + view.getUint16(at), 0);
  return view.getUint16(QUESTIONS_AT) <= MAX_QUESTIONS && records <= MAX_RECORDS;
}
