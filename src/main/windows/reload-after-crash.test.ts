import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { type CrashingContents, reloadAfterCrash } from './reload-after-crash.ts';

function page(again: boolean) {
  const contents = Object.assign(new EventEmitter(), { reload: () => void (reloads += 1) });
  let reloads = 0;
  let now = 0;
  let timesAsked = 0;
  reloadAfterCrash(
    contents as unknown as CrashingContents,
    () => now,
    () => {
      timesAsked += 1;
      return Promise.resolve(again);
    },
  );
  return {
    crash: async (reason = 'crashed', passed = 1_000) => {
      now += passed;
      contents.emit('render-process-gone', {}, { reason, exitCode: 1 });
      await new Promise((resolve) => setImmediate(resolve));
    },
    reloads: () => reloads,
    timesAsked: () => timesAsked,
  };
}

it('reloads a page that crashed or was killed for its memory', async () => {
  const { crash, reloads } = page(false);
  await crash('crashed');
  await crash('oom');
  expect(reloads()).toBe(2);
});

it('leaves a page alone that ended in order', async () => {
  const { crash, reloads } = page(false);
  await crash('clean-exit');
  expect(reloads()).toBe(0);
});

it('asks instead of looping when a page crashes a fourth time within a minute', async () => {
  const { crash, reloads, timesAsked } = page(true);
  for (let crashes = 0; crashes < 4; crashes += 1) await crash();
  expect(timesAsked()).toBe(1);
  expect(reloads()).toBe(4);
});

it('stays down when the banker says so', async () => {
  const { crash, reloads } = page(false);
  for (let crashes = 0; crashes < 4; crashes += 1) await crash();
  expect(reloads()).toBe(3);
});

it('forgets crashes of long ago', async () => {
  const { crash, reloads, timesAsked } = page(false);
  for (let crashes = 0; crashes < 10; crashes += 1) await crash('crashed', 30_000);
  expect(timesAsked()).toBe(0);
  expect(reloads()).toBe(10);
});
