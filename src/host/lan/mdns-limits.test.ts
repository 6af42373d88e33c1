import { expect, it } from 'vitest';
import { createMdnsLimits } from './mdns-limits.ts';

/** A datagram of this length that says how many questions, answers, authorities and additional records it has. */
function datagram(bytes: number, counts: readonly number[]): Uint8Array {
  const all = new Uint8Array(bytes);
  for (const [index, count] of counts.entries()) new DataView(all.buffer).setUint16(4 + 2 * index, count);
  return all;
}

it.each([
  ['a question', 40, [1, 0, 0, 0]],
  ['a printer with its services', 1_400, [0, 24, 0, 30]],
  ['questions with what is known already', 1_400, [10, 50, 0, 0]],
] as const)('is looked at: %s', (_what, bytes, counts) => {
  expect(createMdnsLimits(() => 0).mayRead(datagram(bytes, counts))).toBe(true);
});

it.each([
  ['thousands of records', 8_000, [0, 4_600, 0, 0]],
  ['as many in other places', 8_000, [0, 40, 40, 40]],
  ['the same question again and again', 1_400, [200, 0, 0, 0]],
  ['more bytes than mDNS has', 60_000, [0, 1, 0, 0]],
  ['no header', 11, []],
] as const)('is not looked at: %s', (_what, bytes, counts) => {
  expect(createMdnsLimits(() => 0).mayRead(datagram(bytes, counts))).toBe(false);
});

it('a flood is looked at, and answered, no faster than a hall asks', () => {
  let now = 0;
  const limits = createMdnsLimits(() => now);
  const one = datagram(40, [1, 0, 0, 0]);
  const counts = { read: 0, sent: 0 };
  for (; now < 10_000; now += 1) {
    for (let each = 0; each < 5; each += 1) if (limits.mayRead(one)) counts.read += 1;
    if (limits.maySend()) counts.sent += 1;
  }
  expect(counts.read).toBeLessThanOrEqual(500 + 10 * 200);
  expect(counts.sent).toBeLessThanOrEqual(60 + 10 * 20);
  expect(counts.sent).toBeGreaterThan(200);
});
