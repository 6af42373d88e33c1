/** Where Redis, or Valkey, is. What is shown of it holds no password. */
export interface RedisAddress {
  /** For the driver alone: may hold a password. */
  readonly url: string;
  /** `redis://cache.example:6379`: for people, logs and errors. */
  readonly shown: string;
}

const PROTOCOLS = ['redis:', 'rediss:'];
const DEFAULT_PORT = '6379';

/** Null if the text is no address of a Redis server, such as `redis://user:password@host:6379` or, encrypted, `rediss://host`. */
export function parseRedisAddress(text: string): RedisAddress | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!PROTOCOLS.includes(url.protocol) || url.hostname === '' || !/^(\/\d{0,4})?$/.test(url.pathname))
    return null;
  return { url: url.href, shown: `${url.protocol}//${url.hostname}:${url.port || DEFAULT_PORT}` };
}
