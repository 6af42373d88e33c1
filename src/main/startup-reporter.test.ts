import { expect, it } from 'vitest';
import { createStartupReporter } from './startup-reporter.ts';

function reporter(token: string | undefined) {
  const lines: string[] = [];
  const timers = new Set<() => void>();
  const life = createStartupReporter({
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
  return { life, lines, passTime };
}

it('is reported in one line, with the token of the program that started it', () => {
  const { life, lines } = reporter('token');
  life.starting();
  life.ready();
  life.done();
  expect(lines).toEqual(['token starting', 'token ready', 'token done']);
});

it('is repeated for as long as something takes, and no longer', async () => {
  const { life, lines, passTime } = reporter('token');
  let answer: (text: string) => void = () => undefined;
  const question = life.during(() => new Promise<string>((resolve) => (answer = resolve)));
  passTime();
  passTime();
  expect(lines).toHaveLength(3);
  answer('again');
  expect(await question).toBe('again');
  expect(lines).toHaveLength(4);
  passTime();
  expect(lines).toHaveLength(4);
});

it('is no longer repeated when that fails, and the error is passed on', async () => {
  const { life, lines, passTime } = reporter('token');
  await expect(life.during(() => Promise.reject(new Error('no port')))).rejects.toThrow('no port');
  lines.length = 0;
  passTime();
  expect(lines).toEqual([]);
});

it('is not reported when nobody is listening', () => {
  const { life, lines } = reporter(undefined);
  life.starting();
  life.ready();
  life.done();
  expect(lines).toEqual([]);
});
