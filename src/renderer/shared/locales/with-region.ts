/** The language as whoever chooses it writes it: with the region that the browser has for it, because "en" alone has times with a.m. and p.m. */
export function withRegion(tag: string, browser: readonly string[]): string {
  return browser.find((each) => each.startsWith(`${tag}-`)) ?? (tag === 'en' ? 'en-GB' : tag);
}
