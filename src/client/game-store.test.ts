import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientHarness, type TestSeat } from './client.harness.ts';
import { waitFor } from './wait-for.harness.ts';

let harness: ClientHarness;
let anna: TestSeat;

beforeEach(async () => {
  harness = new ClientHarness();
  await harness.open();
  anna = await harness.join('Anna', 1);
});

afterEach(() => harness.dispose());

describe('the store of a seat', () => {
  it('G4: desk and phone show the same challenges, teams and game', async () => {
    const desk = await harness.openStore(harness.banker);
    const phone = await harness.openStore(anna);
    const { id } = await harness.requestAndAssign(anna);
    await anna.api.complete(harness.code, id, {});
    const next = await harness.request(anna);
    await waitFor(() => {
      expect(phone.getView().seq).toBe(desk.getView().seq);
      expect(phone.getView().challenges.map((challenge) => challenge.id)).toEqual([next.id]);
    });
    const { challenges, ended, teams, epoch } = phone.getView();
    expect(desk.getView()).toMatchObject({ challenges, ended, teams, epoch });
    expect(ended).toMatchObject([{ id, status: 'completed' }]);
    expect(Math.abs(phone.playNow() - desk.playNow())).toBeLessThan(1_000);
  });

  it('emits every event once and in order', async () => {
    const desk = await harness.openStore(harness.banker);
    const start = desk.getView().seq;
    const seqs: number[] = [];
    desk.onEvent(({ seq }) => seqs.push(seq));
    await harness.requestAndAssign(anna);
    await waitFor(() => expect(seqs).toEqual([start + 1, start + 2]));
  });

  it('shows bankers who is connected', async () => {
    const desk = await harness.openStore(harness.banker);
    await harness.openStore(anna);
    await waitFor(() => expect(desk.getView().presence.get(anna.id)?.connected).toBe(true));
  });

  it('shows phones where else the laptop is found', async () => {
    const phone = await harness.openStore(anna);
    expect(phone.getView().origins).toEqual([]);
    await harness.stopHost();
    const wifi = {
      family: 'IPv4',
      address: '192.168.1.20',
      netmask: '255.255.255.0',
      internal: false,
    } as const;
    harness.networkInterfaces = { wlan0: [{ ...wifi, mac: '8c:16:45:01:02:03', cidr: '192.168.1.20/24' }] };
    await harness.startHost();
    const { port } = new URL(harness.url);
    await waitFor(() => expect(phone.getView().origins).toEqual([`http://192.168.1.20:${port}`]));
  });

  it('shows a moved player its new teammates', async () => {
    const tom = await harness.join('Tom', 2);
    const phone = await harness.openStore(anna);
    expect(phone.getView().players.map(({ player_id: id }) => id)).toEqual([anna.id]);
    await harness.banker.api.changePlayer(harness.code, anna.id, { team_number: 2 });
    await waitFor(() =>
      expect(phone.getView().players.map(({ player_id: id }) => id)).toEqual([anna.id, tom.id]),
    );
    expect(phone.getView().connection).toBe('live');
  });

  it('keeps unchanged objects identical through a new snapshot', async () => {
    await harness.request(anna);
    const phone = await harness.openStore(anna);
    const before = phone.getView();
    await harness.stopHost();
    await harness.startHost();
    await waitFor(() => expect(phone.getView().epoch).not.toBe(before.epoch));
    const after = phone.getView();
    expect(after.teams).toBe(before.teams);
    expect(after.challenges).toBe(before.challenges);
    expect(after.me).toBe(before.me);
  });

  it('after a restore, drops what never happened and brings back what did', async () => {
    const kept = await harness.requestAndAssign(anna);
    await anna.api.complete(harness.code, kept.id, {});
    const phone = await harness.openStore(anna);
    const restore = await harness.backUp();
    await harness.banker.api.undo(harness.code, kept.id, {});
    await harness.banker.api.cancel(harness.code, kept.id, {});
    const late = await harness.requestAndAssign(anna);
    await anna.api.complete(harness.code, late.id, {});
    await waitFor(() => expect(phone.getView().ended).toHaveLength(2));

    await restore();

    await waitFor(() => expect(phone.getView().ended).toMatchObject([{ id: kept.id, status: 'completed' }]));
    expect(phone.getView().challenges).toEqual([]);
  });

  it('is closed for good when its seat is blocked', async () => {
    const phone = await harness.openStore(anna);
    await harness.banker.api.changePlayer(harness.code, anna.id, { blocked: true });
    await waitFor(() => expect(phone.getView()).toMatchObject({ connection: 'closed', closeCode: 4500 }));
  });
});
