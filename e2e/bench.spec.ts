import { runSmokeBench } from '../bench/smoke.harness.ts';
import { expect, test } from './test.fixtures.ts';

test('the bench measures the pages once', async () => {
  test.setTimeout(90_000);
  const { rows, output } = await runSmokeBench('browser');
  expect(rows).toHaveLength(3);
  expect(output).not.toContain('NaN');
});
