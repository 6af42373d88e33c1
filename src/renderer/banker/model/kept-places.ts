/** Cards that stand side by side: what comes goes to the end, and what goes leaves its place empty, so that no card takes another's place. */
export function keptPlaces<Key>(shown: readonly Key[], present: readonly Key[]): readonly Key[] {
  const known = new Set(shown);
  const newcomers = present.filter((key) => !known.has(key));
  return newcomers.length === 0 ? shown : [...shown, ...newcomers];
}
