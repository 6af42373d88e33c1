/** Splits "20 push-ups" so that the number can be larger; null if the text doesn't start with it. */
export function splitCount(
  words: string,
  count: string,
): { readonly count: string; readonly what: string } | null {
  const start = `${count} `;
  return words.startsWith(start) && words.length > start.length
    ? { count, what: words.slice(start.length) }
    : null;
}
