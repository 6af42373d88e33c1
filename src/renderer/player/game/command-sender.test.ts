import { describe, expect, it, vi } from 'vitest';
import { HostError } from '../../../client/host-client.ts';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { createCommandSender } from './command-sender.ts';
import { commandFor, type PlayerCommand } from './player-command.ts';
import { createUnansweredCommands } from './unanswered-commands.ts';

const command: PlayerCommand = { kind: 'complete', challengeId: 1, meant: {} };
const REFUSED = { type: '', title: '', status: 409, detail: '', code: 'challenge_status' } as const;
const answered = aChallenge({ status: 'completed', version: 3 });

function senderWith(answers: (Challenge | Error)[], storage = inMemoryStorage(), over = false) {
  const keys: string[] = [];
  const heard: PlayerCommand[] = [];
  const errors: unknown[] = [];
  const sender = createCommandSender({
    call: (_command, key) => {
      keys.push(key);
      const answer = answers.shift();
      if (answer === undefined) return new Promise<Challenge>(() => undefined);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    waitToRetry: () => Promise.resolve(),
    storage,
    storageKey: 'unanswered',
    onAnswer: (done) => void heard.push(done),
    isOver: () => Promise.resolve(over),
    onError: (error) => void errors.push(error),
  });
  return { sender, keys, storage, heard, errors };
}

const shows = (...challenges: Challenge[]) => ({ loaded: true, challenges, ended: [] });
const noAnswer = () => new HostError('The host did not answer in time.', { unknownOutcome: true });

describe('G2: a tap', () => {
  it('is sent with the same key until it is answered', async () => {
    const { sender, keys } = senderWith([noAnswer(), noAnswer(), answered]);
    sender.send(command, 'k');
    await vi.waitFor(() => expect(sender.getState().sending?.answer).toBe(answered));
    expect(keys).toEqual(['k', 'k', 'k']);
  });

  it('is sent once if it is a double tap', () => {
    const { sender, keys } = senderWith([]);
    sender.send(command, 'k');
    sender.send(command, 'l');
    expect(keys).toEqual(['k']);
  });

  it('is sent again with its key after a reload', () => {
    const { sender, storage } = senderWith([]);
    sender.send(command, 'k');
    expect(senderWith([], storage).keys).toEqual(['k']);
  });

  it('of another tab is kept until it is answered there, and is sent again if it never was', async () => {
    const storage = inMemoryStorage();
    const { sender } = senderWith([answered], storage);
    senderWith([], storage).sender.send(command, 'of-a-tab-whose-host-is-far');
    sender.send({ kind: 'cancel', challengeId: 2, meant: {} }, 'k');
    await vi.waitFor(() => expect(sender.getState().sending?.answer).toBe(answered));
    expect(senderWith([], storage).keys).toEqual(['of-a-tab-whose-host-is-far']);
  });

  it('of each of several tabs is sent again, one after the other, and each is heard of', async () => {
    const storage = inMemoryStorage();
    const commands = [1, 2, 3].map((challengeId): PlayerCommand => ({
      kind: 'complete',
      challengeId,
      meant: {},
    }));
    const kept = createUnansweredCommands(storage, 'unanswered');
    for (const [place, each] of commands.entries()) kept.add({ command: each, key: String(place) });
    const failure = new TypeError('a fault of the page');
    const { keys, sender, heard, errors } = senderWith([noAnswer(), answered, failure, answered], storage);
    sender.send(command, 'not while these are sent');
    await vi.waitFor(() => expect(storage.read('unanswered')).toBeNull());
    expect(keys).toEqual(['0', '0', '1', '2']);
    expect(heard).toEqual([commands[0], commands[2]]);
    expect(errors).toEqual([failure]);
    sender.confirmShown({ ...shows(), ended: [answered] });
    await vi.waitFor(() => {
      sender.send(command, 'now');
      expect(keys).toContain('now');
    });
  });

  it('of a tab that is refused later is not hidden by what another tab has done', async () => {
    const storage = inMemoryStorage();
    const kept = createUnansweredCommands(storage, 'unanswered');
    for (const key of ['refused', 'done']) kept.add({ command, key });
    const { sender } = senderWith([new HostError('no', { problem: REFUSED }), answered], storage);
    await vi.waitFor(() => expect(sender.getState().sending?.answer).toBe(answered));
    expect(sender.getState().refusal).toMatchObject({ code: REFUSED.code });
  });

  it('that an earlier page kept, or that makes no sense, is sent again, or left out', () => {
    const kept = (text: string) => {
      const storage = inMemoryStorage();
      storage.write('unanswered', text);
      return senderWith([], storage).keys;
    };
    const request = { command: { kind: 'request', building: 'farm' }, key: 'k' };
    const meantOf = (more: object) => {
      const storage = inMemoryStorage();
      storage.write('unanswered', JSON.stringify({ key: 'k', command: { ...request.command, ...more } }));
      return createUnansweredCommands(storage, 'unanswered').list()[0]?.command.meant;
    };
    expect(meantOf({ meant: { expected_team: 2, seen_seq: 5 } })).toEqual({ expected_team: 2, seen_seq: 5 });
    expect(meantOf({ team: 2 })).toEqual({ expected_team: 2 });
    for (const none of [{}, { team: null }, { meant: null }, { meant: 'x' }])
      expect(meantOf(none)).toEqual({});
    expect(kept(JSON.stringify(request))).toEqual(['k']);
    expect(kept(JSON.stringify([{ command: { kind: 'complete', challengeId: 1 }, key: 'c' }]))).toEqual([
      'c',
    ]);
    expect(kept(JSON.stringify([null, 3, { key: 'x' }, { ...request, key: 1 }, request]))).toEqual(['k']);
    for (const key of ['ключ', 'a\nb', 'a\u0000', 'a b', '', 'x'.repeat(201)])
      expect(kept(JSON.stringify([{ ...request, key }, request]))).toEqual(['k']);
    for (const text of ['', '{', '[]', '[[]]', '"x"', 'null']) expect(kept(text)).toEqual([]);
  });

  it('counts as received until the page shows the result', async () => {
    const { sender } = senderWith([answered]);
    sender.send(command, 'k');
    await vi.waitFor(() => expect(sender.getState().sending?.answer).toBe(answered));
    sender.confirmShown(shows(aChallenge({ version: 2 })));
    expect(sender.getState().sending).not.toBeNull();
    sender.confirmShown({ ...shows(), ended: [answered] });
    expect(sender.getState().sending).toBeNull();
  });

  it.each(['completed', 'cancelled', 'expired'] as const)(
    'is over after a reload if it was answered before, and the new view holds nothing that is %s',
    async (status) => {
      const storage = inMemoryStorage();
      senderWith([], storage).sender.send(command, 'k');
      const answer = aChallenge({ status, version: 3 });
      const { sender } = senderWith([answer], storage);
      await vi.waitFor(() => expect(sender.getState().sending?.answer).toBe(answer));
      sender.confirmShown({ ...shows(), loaded: false });
      expect(sender.getState().sending).not.toBeNull();
      sender.confirmShown(shows());
      expect(sender.getState().sending).toBeNull();
    },
  );

  it('is over if what it began has ended before the answer to an earlier try is read', async () => {
    const began = aChallenge({ status: 'requested', version: 1 });
    const storage = inMemoryStorage();
    senderWith([], storage).sender.send({ kind: 'request', building: 'farm', meant: { seen_seq: 5 } }, 'k');
    const reloaded = senderWith([began], storage, true).sender;
    const later = senderWith([noAnswer(), began], inMemoryStorage(), true).sender;
    later.send({ kind: 'request', building: 'farm', meant: { seen_seq: 5 } }, 'l');
    for (const sender of [reloaded, later]) {
      await vi.waitFor(() => expect(sender.getState().sending).toBeNull());
    }
    // Its event is on its way.
    const { sender } = senderWith([began], inMemoryStorage(), true);
    sender.send({ kind: 'request', building: 'farm', meant: { seen_seq: 5 } }, 'm');
    await vi.waitFor(() => expect(sender.getState().sending?.answer).toBe(began));
    sender.confirmShown(shows());
    await Promise.resolve();
    expect(sender.getState().sending?.answer).toBe(began);
  });

  it('ends with the refusal if the host refuses', async () => {
    const { sender, storage } = senderWith([new HostError('no', { problem: REFUSED })]);
    sender.send(command, 'k');
    await vi.waitFor(() => expect(sender.getState().refusal?.code).toBe('challenge_status'));
    expect(sender.getState().sending).toBeNull();
    expect(storage.read('unanswered')).toBeNull();
  });

  it.each([429, 503] as const)(
    'is not taken for refused by %i if an earlier try got no answer: that may have been carried out',
    async (status) => {
      const busy = new HostError('no', { problem: { ...REFUSED, status, code: 'storage' } });
      const { sender, keys } = senderWith([noAnswer(), busy, busy, answered]);
      sender.send(command, 'k');
      await vi.waitFor(() => expect(sender.getState().sending?.answer).toBe(answered));
      expect(keys).toEqual(['k', 'k', 'k', 'k']);
      expect(sender.getState().refusal).toBeNull();
      // Nor after a reload.
      const storage = inMemoryStorage();
      senderWith([], storage).sender.send(command, 'l');
      const reloaded = senderWith([busy, answered], storage);
      await vi.waitFor(() => expect(reloaded.sender.getState().sending?.answer).toBe(answered));
      // A first try is, since nothing was changed.
      const first = senderWith([busy]);
      first.sender.send(command, 'm');
      await vi.waitFor(() => expect(first.sender.getState().refusal).toMatchObject({ code: 'storage' }));
    },
  );

  it('is sent again after a reload for the exercise, or the step, that it was meant for', async () => {
    const given = aChallenge({
      status: 'assigned',
      version: 2,
      challenge_description: '20 push-ups',
      target_number: 20,
    });
    for (const kind of ['complete', 'cancel', 'undo'] as const) {
      const storage = inMemoryStorage();
      const tapped = commandFor(kind, given);
      senderWith([], storage).sender.send(tapped, 'k');
      const { sender, heard } = senderWith([answered], storage);
      await vi.waitFor(() => expect(sender.getState().sending?.answer).toBe(answered));
      expect(heard).toEqual([tapped]);
      expect(tapped).toHaveProperty(
        'meant',
        kind === 'undo' ? { version: 2 } : { expected_description: '20 push-ups', expected_target: 20 },
      );
    }
  });
});
