/** Takes "20 push-ups" apart so that the number can be shown larger; null where the sentence does not begin with it. */
export function splitCount(
  words: string,
  count: string,
): { readonly count: string; readonly what: string } | null {
  const start = `${count} `;
  return words.startsWith(start) && words.length > start.length
    ? { count, what: words.slice(start.length) }
    : null;
}
