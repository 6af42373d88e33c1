/** The bench runs: everything is measured once, briefly. The results are compared by hand, not here. */
import { expect, it } from 'vitest';
import { inLongForm, shortOrAll } from '../scripts/long-form.fixtures.ts';
import { severalHostsNote } from './several-hosts.ts';
import { runSmokeBench } from './smoke.harness.ts';

it.each(
  shortOrAll([
    ['fan-out', 5],
    ['flood', 4],
    ['host', 4],
    ['storage', 9],
  ] as const),
)('measures the host and the baselines once: %s', { timeout: 180_000 }, async (part, count) => {
  const { rows, output } = await runSmokeBench(part);
  expect(rows).toHaveLength(count);
  expect(output).not.toContain('NaN');
});

const note = severalHostsNote();

inLongForm(() => {
  it.skipIf(note !== null).each([
    ['several-hosts', 28],
    ['games', 2],
  ])(
    `measures once on PostgreSQL: %s${note === null ? '' : ` (not run: ${note})`}`,
    async (part, count) => {
      const { rows, output } = await runSmokeBench(part);
      expect(rows).toHaveLength(count);
      expect(output).not.toContain('NaN');
    },
    180_000,
  );
});
