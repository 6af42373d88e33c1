import { expect, it } from 'vitest';
import { createStartupReporter } from './startup-reporter.ts';

function scene(token: string | undefined) {
  const lines: string[] = [];
  const timers = new Set<() => void>();
  const reporter = createStartupReporter({
    token,
    write: (line) => void lines.push(line),
    every: (_ms, call) => {
      timers.add(call);
      return () => void timers.delete(call);
    },
  });
  const passTime = () => {
    for (const call of timers) call();
  };
  return { reporter, lines, passTime };
}

it('reports each status on one line, with the token of the program that started it', () => {
  const { reporter, lines } = scene('token');
  reporter.starting();
  reporter.ready();
  reporter.done();
  expect(lines).toEqual(['token starting', 'token ready', 'token done']);
});

it('repeats "starting" for as long as the work takes, and no longer', async () => {
  const { reporter, lines, passTime } = scene('token');
  let answer: (text: string) => void = () => undefined;
  const question = reporter.during(() => new Promise<string>((resolve) => (answer = resolve)));
  passTime();
  passTime();
  expect(lines).toHaveLength(3);
  answer('again');
  expect(await question).toBe('again');
  expect(lines).toHaveLength(4);
  passTime();
  expect(lines).toHaveLength(4);
});

it('stops repeating if the work fails, and passes the error on', async () => {
  const { reporter, lines, passTime } = scene('token');
  await expect(reporter.during(() => Promise.reject(new Error('no port')))).rejects.toThrow('no port');
  lines.length = 0;
  passTime();
  expect(lines).toEqual([]);
});

it('reports nothing if nobody is listening', () => {
  const { reporter, lines } = scene(undefined);
  reporter.starting();
  reporter.ready();
  reporter.done();
  expect(lines).toEqual([]);
});
