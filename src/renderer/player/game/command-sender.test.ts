import { describe, expect, it, vi } from 'vitest';
import { HostError } from '../../../client/host-client.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { createMemory } from '../../shared/safe-storage.ts';
import { aChallenge } from '../../shared/shapes.fixtures.ts';
import { type Command, createOutbox } from './command-sender.ts';

const command: Command = { kind: 'complete', challengeId: 1 };
const answered = aChallenge({ status: 'completed', version: 3 });
const memoryOf = () =>
  createMemory(() => {
    throw new Error('no storage');
  });

function outboxWith(answers: (Challenge | HostError)[], memory = memoryOf()) {
  const keys: string[] = [];
  const outbox = createOutbox({
    call: (_command, key) => {
      keys.push(key);
      const answer = answers.shift();
      if (answer === undefined) return new Promise<Challenge>(() => undefined);
      return answer instanceof HostError ? Promise.reject(answer) : Promise.resolve(answer);
    },
    untilWorthTrying: () => Promise.resolve(),
    memory,
    memoryKey: 'unanswered',
    onAnswer: () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  return { outbox, keys, memory };
}

const noAnswer = () => new HostError('The host did not answer in time.', { unknownOutcome: true });

describe('G2: a tap', () => {
  it('is sent with the same key until it is answered', async () => {
    const { outbox, keys } = outboxWith([noAnswer(), noAnswer(), answered]);
    outbox.send(command, 'k');
    await vi.waitFor(() => expect(outbox.getState().sending?.answer).toBe(answered));
    expect(keys).toEqual(['k', 'k', 'k']);
  });

  it('is sent once when it is a double one', () => {
    const { outbox, keys } = outboxWith([]);
    outbox.send(command, 'k');
    outbox.send(command, 'l');
    expect(keys).toEqual(['k']);
  });

  it('is sent again with its key by the page that was loaded anew', () => {
    const { outbox, memory } = outboxWith([]);
    outbox.send(command, 'k');
    expect(outboxWith([], memory).keys).toEqual(['k']);
  });

  it('stays received until the page shows what came of it', async () => {
    const { outbox } = outboxWith([answered]);
    outbox.send(command, 'k');
    await vi.waitFor(() => expect(outbox.getState().sending?.answer).toBe(answered));
    outbox.shown([aChallenge({ version: 2 })]);
    expect(outbox.getState().sending).not.toBeNull();
    outbox.shown([answered]);
    expect(outbox.getState().sending).toBeNull();
  });

  it('says what the host refused, and is over', async () => {
    const problem = { type: '', title: '', status: 409, detail: '', code: 'challenge_status' } as const;
    const { outbox, memory } = outboxWith([new HostError('no', { problem })]);
    outbox.send(command, 'k');
    await vi.waitFor(() => expect(outbox.getState().refusal?.code).toBe('challenge_status'));
    expect(outbox.getState().sending).toBeNull();
    expect(memory.read('unanswered')).toBeNull();
  });
});
