/** Between two tries, ms. */
const RETRY_MS = 2_000;

/**
 * A part of the page in a chunk of its own, asked for until it comes: while the laptop is out of reach, the page waits for it rather
 * than break. Whoever shows it says meanwhile that it is loading, and the page's banner why.
 */
export async function loadPatiently<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;) {
    const loaded = await load().then(
      (part) => ({ part }),
      () => null,
    );
    if (loaded !== null) return loaded.part;
    await new Promise((resolve) => void setTimeout(resolve, RETRY_MS));
  }
}
