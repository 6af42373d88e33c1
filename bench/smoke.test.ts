/** The bench runs: everything is measured once, briefly. The results are compared by hand, not here. */
import { expect, it } from 'vitest';
import { runSmokeBench } from './smoke.harness.ts';

it('measures the host and the baselines once', { timeout: 180_000 }, async () => {
  const { rows, output } = await runSmokeBench('fan-out,flood,host,storage');
  expect(rows).toHaveLength(21);
  expect(output).not.toContain('NaN');
});
