import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NightTrial, type SeatTrial } from './client.harness.ts';
import { until } from './wait-for.harness.ts';

let night: NightTrial;
let anna: SeatTrial;
let tom: SeatTrial;

beforeEach(async () => {
  night = new NightTrial();
  await night.open();
  anna = await night.joins('Anna', 1);
  tom = await night.joins('Tom', 2);
});

afterEach(() => night.dispose());

describe('ChallengeWebSocketClient', () => {
  it('calls by the name of what happened, as it happens', async () => {
    const { calls } = night.listens(night.banker);
    const { id } = await night.askedAndAssigned(anna);
    await anna.calls.complete(night.code, id);
    await until(() =>
      expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`, `completed ${id} v3`]),
    );
    const other = await night.asks(tom);
    await tom.calls.cancel(night.code, other.id);
    await until(() =>
      expect(calls.slice(3)).toEqual([`requested ${other.id} v1`, `cancelled ${other.id} v2`]),
    );
  });

  it('tells a player of its own challenges only, unless asked for the whole game', async () => {
    const own = night.listens(anna);
    const all = night.listens(anna, { scope: 'game' });
    const first = await night.asks(tom);
    const second = await night.asks(anna);
    await until(() => expect(all.calls).toEqual([`requested ${first.id} v1`, `requested ${second.id} v1`]));
    await until(() => expect(own.calls).toEqual([`requested ${second.id} v1`]));
  });

  it('an undo calls the status that results, then undone', async () => {
    const { calls } = night.listens(anna);
    const { id } = await night.askedAndAssigned(anna);
    await night.banker.calls.undo(night.code, id);
    await expect
      .poll(() => calls)
      .toEqual([`requested ${id} v1`, `assigned ${id} v2`, `requested ${id} v3`, `undone ${id} v3`]);
  });

  it('makes no call of more time or a claim: that is no new step', async () => {
    const { calls } = night.listens(anna);
    const { id } = await night.askedAndAssigned(anna);
    await night.banker.calls.changeChallenge(night.code, id, { extend_seconds: 60 });
    await anna.calls.complete(night.code, id);
    await until(() =>
      expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`, `completed ${id} v4`]),
    );
  });

  it('takes the name on the wire too, and tells no handler after off', async () => {
    const { client, calls } = night.listens(anna);
    const wire = vi.fn<(challenge: unknown) => void>();
    const gone = vi.fn<(challenge: unknown) => void>();
    client.on('challenge_request', wire).on('challenge_requested', gone).off('challenge_request', gone);
    const { id } = await night.asks(anna);
    await until(() => expect(calls).toEqual([`requested ${id} v1`]));
    expect(wire).toHaveBeenCalledTimes(1);
    expect(gone).not.toHaveBeenCalled();
  });

  it('a handler that throws keeps nobody from hearing, and is reported', async () => {
    const errors: unknown[] = [];
    const { client, calls } = night.listens(anna, { onError: (error) => errors.push(error) });
    const faulty = new Error('the page made a mistake');
    client.on('challenge_assigned', () => {
      throw faulty;
    });
    const { id } = await night.askedAndAssigned(anna);
    await until(() => expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`]));
    expect(errors).toEqual([faulty]);
  });
});

describe('what happened while the connection was away', () => {
  it('is told once a version from the snapshot of a host that started again', async () => {
    const { calls } = night.listens(anna);
    const { id } = await night.asks(anna);
    await until(() => expect(calls).toEqual([`requested ${id} v1`]));
    await night.stopHost();
    await night.startHost();
    await night.banker.calls.assign(night.code, id, {
      challenge_type: 'squats',
      challenge_description: '20 Squats',
      target_number: 20,
    });
    await until(() => expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`]));
  });

  it('is told by the events that a short absence missed', async () => {
    const place = night.network();
    const { calls } = night.listens(anna, { environment: place });
    const { id } = await night.asks(anna);
    await until(() => expect(calls).toEqual([`requested ${id} v1`]));
    place.cut();
    await night.assigns({ id });
    place.mend();
    await until(() => expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`]));
  });

  it('G3: a challenge that ended unheard, across a restart, is found in the history', async () => {
    const place = night.network();
    const { calls } = night.listens(anna, { environment: place });
    const { id } = await night.askedAndAssigned(anna);
    await until(() => expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`]));
    place.cut();
    await anna.calls.complete(night.code, id);
    await night.stopHost();
    await night.startHost();
    place.mend();
    await until(() =>
      expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`, `completed ${id} v3`]),
    );
  });

  it('tells of an undo that nobody heard', async () => {
    const place = night.network();
    const { calls } = night.listens(anna, { environment: place });
    const { id } = await night.askedAndAssigned(anna);
    await until(() => expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`]));
    place.cut();
    await night.banker.calls.undo(night.code, id);
    await night.stopHost();
    await night.startHost();
    place.mend();
    await until(() => expect(calls.slice(2)).toEqual([`requested ${id} v3`, `undone ${id} v3`]));
  });
});
