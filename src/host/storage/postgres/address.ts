/** Where the database is. What is shown of it holds no password. */
export interface DatabaseAddress {
  /** For the driver alone: may hold a password. */
  readonly url: string;
  /** `postgres://db.example:5432/games`: for people, logs and errors. */
  readonly shown: string;
}

const PROTOCOLS = ['postgres:', 'postgresql:'];
const DEFAULT_PORT = '5432';

/** Null if the text is no address of a PostgreSQL database, such as `postgres://user:password@host:5432/database`. */
export function parseDatabaseAddress(text: string): DatabaseAddress | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const database = url.pathname.slice(1);
  if (!PROTOCOLS.includes(url.protocol) || url.hostname === '' || database === '' || database.includes('/'))
    return null;
  // What is acknowledged has to be on the disk, whatever the server does by itself.
  const options = [url.searchParams.get('options') ?? '', '-c synchronous_commit=on'].join(' ').trim();
  url.searchParams.set('options', options);
  const shown = `postgres://${url.hostname}:${url.port || DEFAULT_PORT}/${database}`;
  return { url: url.href, shown };
}
