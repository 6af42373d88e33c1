/** Changes a small file where nothing can be written beside it. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { readFile } from './read-file.ts';

const BLANK = 0x20;

/**
 * The file becomes this text, with blanks up to its old length, durably: a full disk has room for what is there already. A power cut in
 * the middle may leave half of it, so only use it where `placeFile` has failed. False: the text is longer than the file. Throws the
 * file system's error; the file is as it was then, as far as it can be written.
 */
export function overwriteFile(path: string, text: string): boolean {
  const before = readFile(path);
  const after = Buffer.from(text);
  if (after.length > before.length) return false;
  const handle = openSync(path, 'r+');
  try {
    putAll(handle, Buffer.concat([after, Buffer.alloc(before.length - after.length, BLANK)]));
  } catch (error) {
    putAll(handle, before);
    throw error;
  } finally {
    closeSync(handle);
  }
  return true;
}

/** From the beginning, never cutting anything off. */
function putAll(handle: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at, bytes.length - at, at);
  fsyncSync(handle);
}
