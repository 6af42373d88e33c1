import { expect, it } from 'vitest';
import { formatMetrics, Histogram } from './metrics.ts';

it('metrics are text, each with its help, its type and its values', () => {
  const games = { name: 'games', help: 'Games by status.', type: 'gauge' } as const;
  const text = formatMetrics([
    { ...games, samples: [{ labels: { status: 'paused', of: 'us' }, value: 2 }, { value: 0.5 }] },
    { name: 'events_total', help: 'Events.', type: 'counter', samples: [{ value: 7 }] },
  ]);
  expect(text).toBe(`# HELP games Games by status.
# TYPE games gauge
games{status="paused",of="us"} 2
games 0.5
# HELP events_total Events.
# TYPE events_total counter
events_total 7
`);
});

it('a histogram counts what is at most each bound, and all of it', () => {
  const sut = new Histogram([0.1, 1]);
  for (const value of [0.05, 0.1, 0.5, 3]) sut.observe(value);
  expect(sut.samples({ status: '2xx' })).toEqual([
    { suffix: '_bucket', labels: { status: '2xx', le: '0.1' }, value: 2 },
    { suffix: '_bucket', labels: { status: '2xx', le: '1' }, value: 3 },
    { suffix: '_bucket', labels: { status: '2xx', le: '+Inf' }, value: 4 },
    { suffix: '_sum', labels: { status: '2xx' }, value: 3.65 },
    { suffix: '_count', labels: { status: '2xx' }, value: 4 },
  ]);
});
