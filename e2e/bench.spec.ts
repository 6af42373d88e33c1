import { runSmokeBench } from '../bench/smoke.harness.ts';
import { expect, LONG, test } from './test.fixtures.ts';

/** In `npm test` bench/smoke.test.ts stands for it. */
test('the bench measures the pages once', LONG, async () => {
  const { rows, output } = await runSmokeBench('browser');
  expect(rows).toHaveLength(3);
  expect(output).not.toContain('NaN');
});
