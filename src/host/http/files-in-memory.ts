/** Files that anyone may fetch, read once: an answer that nobody reads costs neither a descriptor nor a copy. */
import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { negotiate } from '@fastify/accept-negotiator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeOf } from '../storage/folders/error-code.ts';

type Encoding = 'gzip' | 'identity';

/** One form of a file, as it is sent. */
interface Content {
  readonly bytes: Buffer;
  readonly etag: string;
}

export interface FileInMemory {
  readonly type: string;
  readonly identity: Content;
  /** Compressed before anybody asked. */
  readonly gzip: Content | null;
}

/** Files by their paths below the folder, with `/` between the parts. */
export type FilesInMemory = ReadonlyMap<string, FileInMemory>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};
const UNKNOWN_TYPE = 'application/octet-stream';

/** Beside each text file, `scripts/compress.ts` writes one with this ending. */
const COMPRESSED = '.gz';

/** Every file below the folder; none if there is no such folder. */
export function readFiles(folder: string): FilesInMemory {
  const contents = new Map<string, Content>();
  for (const path of pathsBelow(folder)) contents.set(path, readContent(join(folder, path)));
  const files = new Map<string, FileInMemory>();
  for (const [path, identity] of contents) {
    if (isCompressedForm(path, contents)) continue;
    files.set(path, {
      type: TYPES[extname(path).toLowerCase()] ?? UNKNOWN_TYPE,
      identity,
      gzip: contents.get(path + COMPRESSED) ?? null,
    });
  }
  return files;
}

/** A text that is not in any file. */
export function fileOf(text: string, type: string): FileInMemory {
  return { type, identity: contentOf(Buffer.from(text)), gzip: null };
}

/** The same with a form that is compressed now. */
export function compressedFileOf(text: string, type: string): FileInMemory {
  return { ...fileOf(text, type), gzip: contentOf(gzipSync(text)) };
}

/** Sends the form that the client takes, or 304 if it has it already. Parts of files (`Range`) are not served: the whole is sent. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, file: FileInMemory): FastifyReply {
  const encoding = chooseEncoding(request.headers['accept-encoding'], file);
  const { bytes, etag } = file[encoding] ?? file.identity;
  reply.header('etag', etag).header('vary', 'accept-encoding');
  if (hasForm(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.type(file.type).send(bytes);
}

/** Folder by folder: Electron's archive does not list what is deeper. */
function pathsBelow(folder: string): readonly string[] {
  return entriesOf(folder).flatMap((entry) => {
    if (entry.isFile()) return [entry.name];
    if (!entry.isDirectory()) return [];
    return pathsBelow(join(folder, entry.name)).map((path) => `${entry.name}/${path}`);
  });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return [];
    throw error;
  }
}

function readContent(path: string): Content {
  return contentOf(readFileSync(path));
}

function contentOf(bytes: Buffer): Content {
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` };
}

function isCompressedForm(path: string, contents: ReadonlyMap<string, Content>): boolean {
  return path.endsWith(COMPRESSED) && contents.has(path.slice(0, -COMPRESSED.length));
}

function chooseEncoding(accepted: string | undefined, { gzip }: FileInMemory): Encoding {
  if (accepted === undefined || gzip === null) return 'identity';
  return negotiate<Encoding>(accepted, ['gzip', 'identity']) ?? 'identity';
}

/** Whether an If-None-Match header names this form. */
function hasForm(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((each) => ['*', etag].includes(each.trim().replace(/^W\//, '')));
}
