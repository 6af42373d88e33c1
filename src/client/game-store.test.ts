import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NightTrial, type SeatTrial } from './client.harness.ts';
import { until } from './wait-for.harness.ts';

let night: NightTrial;
let anna: SeatTrial;

beforeEach(async () => {
  night = new NightTrial();
  await night.open();
  anna = await night.joins('Anna', 1);
});

afterEach(() => night.dispose());

describe('the store of a seat', () => {
  it('G4: desk and phone show the same challenges, teams and game', async () => {
    const desk = await night.store(night.banker);
    const phone = await night.store(anna);
    const { id } = await night.askedAndAssigned(anna);
    await anna.calls.complete(night.code, id);
    const next = await night.asks(anna);
    await until(() => {
      expect(phone.getView().seq).toBe(desk.getView().seq);
      expect(phone.getView().challenges.map((challenge) => challenge.id)).toEqual([next.id]);
    });
    const { challenges, ended, teams, epoch } = phone.getView();
    expect(desk.getView()).toMatchObject({ challenges, ended, teams, epoch });
    expect(ended).toMatchObject([{ id, status: 'completed' }]);
    expect(Math.abs(phone.playNow() - desk.playNow())).toBeLessThan(1_000);
  });

  it('tells every event once and in order', async () => {
    const desk = await night.store(night.banker);
    const start = desk.getView().seq;
    const seqs: number[] = [];
    desk.onEvent(({ seq }) => seqs.push(seq));
    await night.askedAndAssigned(anna);
    await until(() => expect(seqs).toEqual([start + 1, start + 2]));
  });

  it('shows bankers who is connected', async () => {
    const desk = await night.store(night.banker);
    await night.store(anna);
    await until(() => expect(desk.getView().presence.get(anna.id)?.connected).toBe(true));
  });

  it('shows a player its new team mates once it was moved', async () => {
    const tom = await night.joins('Tom', 2);
    const phone = await night.store(anna);
    expect(phone.getView().players.map(({ player_id: id }) => id)).toEqual([anna.id]);
    await night.banker.calls.changePlayer(night.code, anna.id, { team_number: 2 });
    await until(() =>
      expect(phone.getView().players.map(({ player_id: id }) => id)).toEqual([anna.id, tom.id]),
    );
    expect(phone.getView().connection).toBe('live');
  });

  it('keeps what did not change the same object through a whole new snapshot', async () => {
    await night.asks(anna);
    const phone = await night.store(anna);
    const before = phone.getView();
    await night.stopHost();
    await night.startHost();
    await until(() => expect(phone.getView().epoch).not.toBe(before.epoch));
    const after = phone.getView();
    expect(after.teams).toBe(before.teams);
    expect(after.challenges).toBe(before.challenges);
    expect(after.me).toBe(before.me);
  });

  it('forgets what never was in a game that was put back, and has again what was', async () => {
    const kept = await night.askedAndAssigned(anna);
    await anna.calls.complete(night.code, kept.id);
    const phone = await night.store(anna);
    const goBack = await night.backsUp();
    await night.banker.calls.undo(night.code, kept.id);
    await night.banker.calls.cancel(night.code, kept.id);
    const late = await night.askedAndAssigned(anna);
    await anna.calls.complete(night.code, late.id);
    await until(() => expect(phone.getView().ended).toHaveLength(2));

    await goBack();

    await until(() => expect(phone.getView().ended).toMatchObject([{ id: kept.id, status: 'completed' }]));
    expect(phone.getView().challenges).toEqual([]);
  });

  it('says that it may not come back when its right is gone', async () => {
    const phone = await night.store(anna);
    await night.banker.calls.changePlayer(night.code, anna.id, { blocked: true });
    await until(() => expect(phone.getView()).toMatchObject({ connection: 'closed', closeCode: 4500 }));
  });
});
