/** Checks for a newer version of the app at the address built into the package, if there is one. */

/** The feed's answer: `{"version": "1.4.0", "page": "https://example.org/download"}` and nothing else. */
export interface NewerVersion {
  readonly version: string;
  /** Where to get it. */
  readonly page: string;
}

export interface NewerVersionDependencies {
  /** The packaged package.json; see `feedOf`. */
  readonly manifest: () => unknown;
  /** Of this app. */
  readonly version: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Aborts the request after this many milliseconds: `AbortSignal.timeout`. */
  readonly timeLimit: (ms: number) => AbortSignal;
  /** A game in the lobby or paused counts too: the middle of an evening is no time for a new version. */
  readonly isGameUnfinished: () => boolean;
  readonly announce: (newer: NewerVersion) => void;
  readonly onError: (error: unknown) => void;
}

const REQUEST_TIMEOUT_MS = 5_000;
const MAX_ANSWER_CHARACTERS = 1_000;
const VERSION = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/;
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * The feed's address in the packaged package.json (`newerVersionFeed`); null if there is none. Plain http is allowed on loopback,
 * for tests.
 * @throws if it is anything but an https address.
 */
export function feedUrl(manifest: unknown): string | null {
  if (typeof manifest !== 'object' || manifest === null || !('newerVersionFeed' in manifest)) return null;
  const { newerVersionFeed: feed } = manifest;
  if (typeof feed === 'string' && URL.canParse(feed)) {
    const { protocol, hostname } = new URL(feed);
    if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))) return feed;
  }
  throw new Error('newerVersionFeed in package.json is not an https address.');
}

/** Whether version x.y.z is higher than another; false if either is not a version of that form. */
export function isNewer(version: string, than: string): boolean {
  const [one, other] = [version, than].map((text) => VERSION.exec(text)?.slice(1).map(Number));
  if (one === undefined || other === undefined) return false;
  const place = one.findIndex((number, index) => number !== other[index]);
  return place !== -1 && Number(one[place]) > Number(other[place]);
}

/**
 * Asks the feed once and announces a newer version if it names one, unless a game is unfinished before or after the request. If
 * there is no network, no answer within 5 s or a malformed one, that is only logged. Never rejects.
 */
export async function announceNewerVersion(dependencies: NewerVersionDependencies): Promise<void> {
  const { manifest, version, isGameUnfinished, announce, onError } = dependencies;
  try {
    const feed = feedUrl(manifest());
    if (feed === null || isGameUnfinished()) return;
    const newest = await fetchFeed(feed, dependencies);
    if (isNewer(newest.version, version) && !isGameUnfinished()) announce(newest);
  } catch (error) {
    onError(error);
  }
}

async function fetchFeed(
  feed: string,
  { fetch, timeLimit }: Pick<NewerVersionDependencies, 'fetch' | 'timeLimit'>,
): Promise<NewerVersion> {
  const response = await fetch(feed, {
    signal: timeLimit(REQUEST_TIMEOUT_MS),
    redirect: 'error',
    credentials: 'omit',
    headers: { accept: 'application/json' },
  });
  if (!response.ok) throw new Error(`${feed} answered ${response.status}.`);
  return parse(await readLimited(response), feed);
}

/** The body as text; throws as soon as it gets too long. */
async function readLimited({ body, url }: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const bytes of body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > MAX_ANSWER_CHARACTERS) throw new Error(`${url} sent an answer that is too long.`);
  }
  return text;
}

function parse(text: string, feed: string): NewerVersion {
  const answer: unknown = JSON.parse(text);
  if (
    typeof answer === 'object' &&
    answer !== null &&
    Object.keys(answer).length === 2 &&
    'version' in answer &&
    typeof answer.version === 'string' &&
    VERSION.test(answer.version) &&
    'page' in answer &&
    typeof answer.page === 'string' &&
    URL.canParse(answer.page) &&
    new URL(answer.page).protocol === 'https:'
  ) {
    return { version: answer.version, page: answer.page };
  }
  throw new Error(`${feed} did not answer with a version and a page.`);
}
