/** True when `url` parses and belongs to `origin`; anything that does not parse belongs to nobody. */
export function isSameOrigin(url: string, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin;
}
