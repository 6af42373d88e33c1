import { expect, it } from 'vitest';
import { checksumOf, requireChecksum, type StoredValue } from './checksum.ts';

/** Of what better-sqlite3 gives for a text whose type was changed to bytes by one bit on the disk. */
const asBytes = (text: string) => Buffer.from(text) as unknown as StoredValue;

it('tells a text from the same one as bytes, wherever in the row it is', () => {
  const row = ['key-1', '{"id":1}', 201, null];
  const stored = checksumOf(['outcomes', ...row]);
  expect(() => requireChecksum('outcomes', row, stored)).not.toThrow();
  for (const [at, value] of row.entries())
    if (typeof value === 'string')
      expect(() => requireChecksum('outcomes', row.with(at, asBytes(value)), stored)).toThrow('damaged');
});
