import { smoke } from '../bench/smoke.ts';
import { expect, test } from './fixtures.ts';

test('the bench measures the pages once', async () => {
  test.setTimeout(90_000);
  const { rows, output } = await smoke('browser');
  expect(rows).toHaveLength(3);
  expect(output).not.toContain('NaN');
});
