/** The secret that several hosts share, in a file that whoever runs them has made: a host reads it, and never writes there. */
import { codeOf } from '../storage/folders/error-code.ts';
import { readFile } from '../storage/folders/read-file.ts';
import { OpenError } from '../storage/open-error.ts';
import { keyInHostKeyFile } from './host-key.ts';

/** 32 bytes, as `openssl rand -hex 32` writes them. */
const HEX = /^[0-9a-f]{64}\s*$/i;
/** More than either form has. */
const READ_BYTES = 128;

/**
 * The 32 bytes in this file: 64 hexadecimal digits, or what a host keeps in its `host.key`. Throws `OpenError` (`host_key`) if it cannot
 * be read, or holds neither.
 */
export function readSecretFile(path: string): Uint8Array {
  const file = read(path);
  const text = file.toString('latin1');
  const key = HEX.test(text) ? new Uint8Array(Buffer.from(text.trim(), 'hex')) : keyInHostKeyFile(file);
  if (key === null)
    throw new OpenError('host_key', { key: 'start_error.secret_file_not_secret', params: { path } });
  return key;
}

function read(path: string): Buffer {
  try {
    return readFile(path, READ_BYTES);
  } catch (cause) {
    const code = codeOf(cause);
    if (code === '') throw cause;
    throw new OpenError(
      'host_key',
      { key: 'start_error.secret_file_not_read', params: { path, code } },
      { cause },
    );
  }
}
