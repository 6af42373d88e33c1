/** The bench runs: every measure is taken once, small. What it measures is compared by hand, not here. */
import { expect, it } from 'vitest';
import { runSmokeBench } from './smoke.harness.ts';

it('measures host and floors once', { timeout: 180_000 }, async () => {
  const { rows, output } = await runSmokeBench('fan-out,host');
  expect(rows).toHaveLength(9);
  expect(output).not.toContain('NaN');
});
