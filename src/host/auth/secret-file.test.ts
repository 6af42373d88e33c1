import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import { OpenError } from '../storage/open-error.ts';
import { HOST_KEY_FILE, loadHostKey } from './host-key.ts';
import { readSecretFile } from './secret-file.ts';

const KEY = new Uint8Array(Buffer.alloc(32, 0x4b));
let folder = temporaryFolder();
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

function fileWith(contents: string | Uint8Array): string {
  const path = join(folder.path, 'secret');
  writeFileSync(path, contents);
  return path;
}

describe('the secret that hosts share', () => {
  it.each([
    ['as openssl writes it', `${'4b'.repeat(32)}\n`],
    ['in capitals, without an end of line', '4B'.repeat(32)],
    ['with the end of a line as on Windows', `${'4b'.repeat(32)}\r\n`],
  ])('is read %s, and its file left alone', (_, contents) => {
    const path = fileWith(contents);
    expect(readSecretFile(path)).toEqual(KEY);
    expect(readFileSync(path, 'utf8')).toBe(contents);
    expect(readdirSync(folder.path)).toEqual(['secret']);
  });

  it('may be the key that a host has made', () => {
    loadHostKey(folder.path, () => KEY);
    expect(readSecretFile(join(folder.path, HOST_KEY_FILE))).toEqual(KEY);
  });

  it.each([
    ['nothing', ''],
    ['half a secret', '4b'.repeat(31)],
    ['two secrets', '4b'.repeat(64)],
    ['other letters', 'xy'.repeat(32)],
    ['a damaged key', Buffer.concat([KEY, Buffer.alloc(4)])],
    ['far too much', 'x'.repeat(100_000)],
  ])(
    'is not taken to be %s: the sentence says how to make one, and nothing of what is there',
    (_, contents) => {
      const path = fileWith(contents);
      const sentence = `${path} holds no secret. Make one with openssl rand -hex 32 > ${path}, and give every host the same file.`;
      expect(() => readSecretFile(path)).toThrow(
        new OpenError('host_key', { key: 'start_error.secret_file_not_secret', params: { path } }),
      );
      expect(() => readSecretFile(path)).toThrow(sentence);
    },
  );

  it.each([
    ['is not there', (path: string) => join(path, 'nothing'), 'ENOENT'],
    ['is a folder', (path: string) => path, 'ENOTFILE'],
  ])('is asked for where its file %s', (_, pathIn, code) => {
    const path = pathIn(folder.path);
    expect(() => readSecretFile(path)).toThrow(
      `The secret in ${path} cannot be read (${code}). Allow this user to read it, or correct --secret-file.`,
    );
  });
});
