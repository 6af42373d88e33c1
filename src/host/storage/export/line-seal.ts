/**
 * The checksums in an export: each line ends with the CRC-32 of all bytes before it, without the earlier checksums and line ends.
 * They notice damage. They stop nobody who wants to write a false file: that one can compute them too.
 */
import { crc32 } from 'node:zlib';

const SEAL = /^(.*),"checksum":(0|[1-9]\d{0,9})\}\s*$/su;

/** Whether a line ends as one that was written with a checksum, whatever that is. */
export const endsWithSeal = (line: string): boolean => SEAL.test(line);

/** Writes or checks the lines of one file, in order. */
export class LineSeals {
  #before = 0;

  /** The line as written, with its checksum as the last field. `value` has at least one field. */
  seal(value: object): string {
    const body = JSON.stringify(value).slice(0, -1);
    this.#before = crc32(body, this.#before);
    return `${body},"checksum":${this.#before}}\n`;
  }

  /** Whether the next line is the one that was written here. After one that is not, none is. */
  isIntact(line: string): boolean {
    const [, body = '', checksum = ''] = SEAL.exec(line) ?? [];
    this.#before = crc32(body, this.#before);
    return checksum === String(this.#before);
  }
}
