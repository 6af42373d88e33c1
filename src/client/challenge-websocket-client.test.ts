import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClientHarness, type TestSeat } from './client.harness.ts';
import { waitFor } from './wait-for.harness.ts';

let harness: ClientHarness;
let anna: TestSeat;
let tom: TestSeat;

beforeEach(async () => {
  harness = new ClientHarness();
  await harness.open();
  anna = await harness.join('Anna', 1);
  tom = await harness.join('Tom', 2);
});

afterEach(() => harness.dispose());

describe('ChallengeWebSocketClient', () => {
  it('calls handlers by event name, in order', async () => {
    const { calls } = harness.recordChallengeEvents(harness.banker);
    const { id } = await harness.requestAndAssign(anna);
    await anna.api.complete(harness.code, id, {});
    await waitFor(() =>
      expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`, `completed ${id} v3`]),
    );
    const other = await harness.request(tom);
    await tom.api.cancel(harness.code, other.id, {});
    await waitFor(() =>
      expect(calls.slice(3)).toEqual([`requested ${other.id} v1`, `cancelled ${other.id} v2`]),
    );
  });

  it('gives a player only its own challenges, unless the scope is the whole game', async () => {
    const own = harness.recordChallengeEvents(anna);
    const all = harness.recordChallengeEvents(anna, { scope: 'game' });
    const first = await harness.request(tom);
    const second = await harness.request(anna);
    await waitFor(() => expect(all.calls).toEqual([`requested ${first.id} v1`, `requested ${second.id} v1`]));
    await waitFor(() => expect(own.calls).toEqual([`requested ${second.id} v1`]));
  });

  it('calls the resulting status and then undone for an undo', async () => {
    const { calls } = harness.recordChallengeEvents(anna);
    const { id } = await harness.requestAndAssign(anna);
    await harness.banker.api.undo(harness.code, id, {});
    await expect
      .poll(() => calls)
      .toEqual([`requested ${id} v1`, `assigned ${id} v2`, `requested ${id} v3`, `undone ${id} v3`]);
  });

  it('makes no call for an extension or a claim, which are no new step', async () => {
    const { calls } = harness.recordChallengeEvents(anna);
    const { id } = await harness.requestAndAssign(anna);
    await harness.banker.api.changeChallenge(harness.code, id, { extend_seconds: 60 });
    await anna.api.complete(harness.code, id, {});
    await waitFor(() =>
      expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`, `completed ${id} v4`]),
    );
  });

  it('accepts the wire name too, and calls no handler after off', async () => {
    const { client, calls } = harness.recordChallengeEvents(anna);
    const wire = vi.fn<(challenge: unknown) => void>();
    const gone = vi.fn<(challenge: unknown) => void>();
    client.on('challenge_request', wire).on('challenge_requested', gone).off('challenge_request', gone);
    const { id } = await harness.request(anna);
    await waitFor(() => expect(calls).toEqual([`requested ${id} v1`]));
    expect(wire).toHaveBeenCalledTimes(1);
    expect(gone).not.toHaveBeenCalled();
  });

  it('reports a handler that throws, and still calls the others', async () => {
    const errors: unknown[] = [];
    const { client, calls } = harness.recordChallengeEvents(anna, { onError: (error) => errors.push(error) });
    const faulty = new Error('the page made a mistake');
    client.on('challenge_assigned', () => {
      throw faulty;
    });
    const { id } = await harness.requestAndAssign(anna);
    await waitFor(() => expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`]));
    expect(errors).toEqual([faulty]);
  });
});

describe('what happened while disconnected', () => {
  it('is delivered once per version from the snapshot of a restarted host', async () => {
    const { calls } = harness.recordChallengeEvents(anna);
    const { id } = await harness.request(anna);
    await waitFor(() => expect(calls).toEqual([`requested ${id} v1`]));
    await harness.stopHost();
    await harness.startHost();
    await harness.banker.api.assign(harness.code, id, {
      challenge_type: 'squats',
      challenge_description: '20 Squats',
      target_number: 20,
    });
    await waitFor(() => expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`]));
  });

  it('is delivered by the missed events after a short disconnection', async () => {
    const network = harness.createNetwork();
    const { calls } = harness.recordChallengeEvents(anna, { environment: network });
    const { id } = await harness.request(anna);
    await waitFor(() => expect(calls).toEqual([`requested ${id} v1`]));
    network.sever();
    await harness.assign({ id });
    network.restore();
    await waitFor(() => expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`]));
  });

  it('G3: a challenge that ended while disconnected, across a restart, is found in the history', async () => {
    const network = harness.createNetwork();
    const { calls } = harness.recordChallengeEvents(anna, { environment: network });
    const { id } = await harness.requestAndAssign(anna);
    await waitFor(() => expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`]));
    network.sever();
    await anna.api.complete(harness.code, id, {});
    await harness.stopHost();
    await harness.startHost();
    network.restore();
    await waitFor(() =>
      expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`, `completed ${id} v3`]),
    );
  });

  it('includes an undo that happened while disconnected', async () => {
    const network = harness.createNetwork();
    const { calls } = harness.recordChallengeEvents(anna, { environment: network });
    const { id } = await harness.requestAndAssign(anna);
    await waitFor(() => expect(calls).toEqual([`requested ${id} v1`, `assigned ${id} v2`]));
    network.sever();
    await harness.banker.api.undo(harness.code, id, {});
    await harness.stopHost();
    await harness.startHost();
    network.restore();
    await waitFor(() => expect(calls.slice(2)).toEqual([`requested ${id} v3`, `undone ${id} v3`]));
  });
});
