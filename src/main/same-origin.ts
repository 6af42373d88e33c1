/** Whether `url` belongs to `origin`; one that does not parse never does. */
export function isSameOrigin(url: string, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin;
}
