import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { newOwner, OwnersFileError, parseOwners, readOwnersFile } from './owners-file.ts';
import { sha256 } from './owners.ts';

const lineOf = (change: object = {}) =>
  JSON.stringify({ version: 1, id: 7, name: '4th Bristol', secret_sha256: 'a'.repeat(64), ...change });

function refusalOf(text: string): unknown {
  try {
    return parseOwners(text);
  } catch (error) {
    if (!(error instanceof OwnersFileError)) throw error;
    return [error.line, error.message];
  }
}

describe('the owners file', () => {
  it('has one a line, beside empty lines and notes, however its lines end', () => {
    const text = `# who may make games\r\n\r\n${lineOf()}\r\n  ${lineOf({ id: 8, name: 'كشافة', secret_sha256: 'b'.repeat(64) })}`;
    expect(parseOwners(text)).toEqual([
      { id: 7, name: '4th Bristol', secretHash: 'a'.repeat(64) },
      { id: 8, name: 'كشافة', secretHash: 'b'.repeat(64) },
    ]);
  });

  it('may be empty', () => {
    expect(parseOwners('')).toEqual([]);
  });

  it.each([
    ['no JSON', '4th Bristol', 'this is not JSON'],
    ['a list', '[]', 'this needs exactly version'],
    ['of a newer version', lineOf({ version: 2 }), 'this needs exactly version'],
    ['without an id', lineOf({ id: undefined }), 'this needs exactly version'],
    ['with the id of the host’s owner', lineOf({ id: 0 }), 'this needs exactly version'],
    ['with an id that no number holds', lineOf({ id: 2 ** 53 }), 'this needs exactly version'],
    ['with the secret itself', lineOf({ secret_sha256: 'x'.repeat(43) }), 'this needs exactly version'],
    ['with something else', lineOf({ secret: 'x' }), 'this needs exactly version'],
    ['with a name of nothing', lineOf({ name: ' ' }), 'the name needs'],
    ['with a name that turns around', lineOf({ name: 'a\u202Eb' }), 'the name needs'],
    ['with a name that is too long', lineOf({ name: 'x'.repeat(61) }), 'the name needs'],
    ['with an id again', lineOf({ secret_sha256: 'c'.repeat(64) }), 'another line has this id'],
    ['with a secret again', lineOf({ id: 9 }), 'another line has this secret'],
  ])('says which line is wrong, and what about it: one %s', (_, line, why) => {
    expect(refusalOf(`${lineOf()}\n# a note\n${line}\n${lineOf({ id: 10 })}`)).toEqual([
      3,
      expect.stringMatching(new RegExp(`^Line 3: ${why}.*\\.$`)),
    ]);
  });

  it('has a thousand at most', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        lineOf({ id: index + 1, secret_sha256: sha256(String(index)) }),
      ).join('\n');
    expect(parseOwners(many(1_000))).toHaveLength(1_000);
    expect(refusalOf(many(1_001))).toEqual([1_001, 'Line 1001: there are more than 1000 owners.']);
  });
});

describe('an owners file on the disk', () => {
  let folder = temporaryFolder();
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.dispose());
  const path = () => join(folder.path, 'owners');

  it.each([
    ['is not there', () => undefined, 'ENOENT'],
    ['is a folder', () => mkdirSync(path()), 'ENOTFILE'],
    ['is not text', () => writeFileSync(path(), Buffer.from([0xff, 0xfe, 0x41])), 'EILSEQ'],
    ['never ends', () => writeFileSync(path(), '#'.repeat(1024 * 1024 + 1)), 'EFBIG'],
  ])('that %s is refused as a whole', (_, make, code) => {
    make();
    expect(() => readOwnersFile(path())).toThrow(expect.objectContaining({ line: null, code }));
  });
});

describe('a new owner', () => {
  it('has a line that the file takes, with the hash of a secret of 256 bits', () => {
    const made = newOwner('4th Bristol', randomBytes);
    expect(Buffer.from(made?.secret ?? '', 'base64url')).toHaveLength(32);
    expect(made?.line).not.toContain(made?.secret);
    expect(parseOwners(made?.line ?? '')).toEqual([
      expect.objectContaining({ name: '4th Bristol', secretHash: sha256(made?.secret ?? '') }),
    ]);
  });

  it('is never the host’s owner, whatever the dice say, and always somebody else', () => {
    const id = (dice: (size: number) => Uint8Array) => parseOwners(newOwner('A', dice)?.line ?? '')[0]?.id;
    expect(id((size) => new Uint8Array(size))).toBe(1);
    expect(id((size) => new Uint8Array(size).fill(255))).toBe(2 ** 48 - 1);
  });

  it('has a name that people can read', () => {
    expect(newOwner('\u200b', randomBytes)).toBeNull();
  });
});
