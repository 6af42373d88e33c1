import { expect, it } from 'vitest';
import { checksumOf, requireChecksum, type StoredValue } from './checksum.ts';

/** What better-sqlite3 gives for a text whose type was changed to bytes by one bit on the disk. */
const asBytes = (text: string) => Buffer.from(text) as unknown as StoredValue;

const ROW: readonly StoredValue[] = ['key-1', '{"id":1}', 201, null];

it.each([0, 1])('tells a text from the same one as bytes, in column %d', (at) => {
  const stored = checksumOf(['outcomes', ...ROW]);
  expect(() => requireChecksum('outcomes', ROW, stored)).not.toThrow();
  const changed = ROW.with(at, asBytes(String(ROW[at])));
  expect(() => requireChecksum('outcomes', changed, stored)).toThrow('damaged');
});
