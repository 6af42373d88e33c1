/** Few cases that try every value of each parameter with every value of every other one, without trying all of them together. */

/** The values of each parameter. */
type Parameters = Readonly<Record<string, readonly [string, ...string[]]>>;
type Case<P extends Parameters> = { readonly [name in keyof P]: P[name][number] };

const pairKey = (one: string, a: string, other: string, b: string) => JSON.stringify([one, a, other, b]);

/** Every pair of values of two parameters, as a key each. */
export function allPairs(parameters: Parameters): ReadonlySet<string> {
  const names = Object.keys(parameters);
  return new Set(
    names.flatMap((one, index) =>
      names
        .slice(index + 1)
        .flatMap((other) =>
          (parameters[one] ?? []).flatMap((a) =>
            (parameters[other] ?? []).map((b) => pairKey(one, a, other, b)),
          ),
        ),
    ),
  );
}

/** The pairs that a case has in it. */
export function pairsIn(each: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(each);
  return entries.flatMap(([one, a], index) =>
    entries.slice(index + 1).map(([other, b]) => pairKey(one, a, other, b)),
  );
}

/** Every pair of values is in one of the cases at least. Greedy: each case begins with a pair that is left, and takes what adds most. */
export function coveringArray<P extends Parameters>(parameters: P): readonly Case<P>[] {
  const names = Object.keys(parameters);
  const left = new Set(allPairs(parameters));
  const cases: Case<P>[] = [];
  for (const first of left) {
    const [one = '', a = '', other = '', b = ''] = JSON.parse(first) as string[];
    const chosen: Record<string, string> = { [one]: a, [other]: b };
    for (const name of names) {
      if (name in chosen) continue;
      const gain = (value: string) =>
        pairsIn(inOrder({ ...chosen, [name]: value })).filter((pair) => left.has(pair)).length;
      const values = parameters[name] ?? [];
      chosen[name] = values.reduce(
        (best, value) => (gain(value) > gain(best) ? value : best),
        values[0] ?? '',
      );
    }
    const made = inOrder(chosen);
    for (const pair of pairsIn(made)) left.delete(pair);
    cases.push(made as Case<P>);
  }
  return cases;

  function inOrder(some: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      names.flatMap((name) => (some[name] === undefined ? [] : [[name, some[name]]])),
    );
  }
}
