import { expect, it } from 'vitest';
import { createRehearsals, type StartRehearsal } from './rehearsals.ts';

type RunningRehearsal = Awaited<ReturnType<StartRehearsal>>;

it('stops a rehearsal that was still starting when the host closed', async () => {
  let started: (rehearsal: RunningRehearsal) => void = () => undefined;
  const starting = new Promise<RunningRehearsal>((resolve) => (started = resolve));
  const rehearsals = createRehearsals(
    () => starting,
    () => 'http://127.0.0.1',
    () => undefined,
  );
  const code = rehearsals.start({ players: 2, banker: true, ownerToken: 'owner' });
  await rehearsals.close();
  let isStopped = false;
  started({
    gameCode: 'ABC234',
    over: new Promise(() => undefined),
    stop: async () => void (isStopped = true),
  });
  expect(await code).toBe('ABC234');
  expect(isStopped).toBe(true);
});
