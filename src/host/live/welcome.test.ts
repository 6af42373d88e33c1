import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../game/commands.ts';
import { REPLAY_BUFFER_EVENTS } from '../../protocol/frames.ts';
import { EPOCH_OF_LOG, EPOCH_OF_START } from '../storage/tested-store.harness.ts';
import { Snapshots } from './snapshots.ts';
import { TestLive, TRANSPORTS } from './test-live.harness.ts';

let harness: TestLive;
let anna: number;

/** Creates this many harmless events. */
function changes(count: number): readonly Command[] {
  return Array.from({ length: count }, (_, index): Command => {
    return { type: 'change_team', number: 1, change: { name: `Team ${index}` } };
  });
}

/** The numbers from `first` to `last`. */
function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function cursor(seq: number | string, epoch = harness.room.epoch) {
  return { query: `epoch=${epoch}&seq=${seq}` };
}

beforeEach(async () => {
  harness = new TestLive();
  await harness.begin();
  anna = await harness.addPlayer('Anna');
});

afterEach(() => harness.close());

describe('the welcome', () => {
  it('comes first, with epoch, head, host time and a snapshot', async () => {
    const { epoch, state } = harness.room;
    const socket = await harness.openSocket(anna);
    const reached = await harness.execute({ type: 'start' });
    await socket.reached(reached);
    expect(socket.frames.map(({ type }) => type)).toEqual(['welcome', 'event']);
    expect(socket.frames[0]).toMatchObject({
      epoch,
      seq: state.seq,
      server_time: harness.clock.wall(),
      resumed: false,
      snapshot: { game: { game_code: state.code }, me: { player_id: anna, player_name: 'Anna' } },
    });
  });

  it('shows what the banker says to everybody, also to whoever comes later, but to nobody who was removed', async () => {
    const early = await harness.openSocket(anna);
    await early.reached(await harness.execute({ type: 'send_message', text: 'Pizza!' }));
    expect(early.frames.at(-1)).toMatchObject({ event_type: 'message_updated', data: { text: 'Pizza!' } });
    expect((await (await harness.openSocket(anna)).welcome()).snapshot?.message).toMatchObject({
      text: 'Pizza!',
    });
    await early.reached(await harness.execute({ type: 'remove_participant', id: anna }));
    await early.reached(await harness.execute({ type: 'send_message', text: 'Tidy up!' }));
    expect(early.frames.at(-1)).toMatchObject({ event_type: 'game_updated' });
    expect(JSON.stringify(early.frames)).not.toContain('Tidy up!');
    expect((await (await harness.openSocket(anna)).welcome()).snapshot?.message).toBeNull();
  });

  it('accepts codes as people type them, and a trailing slash', async () => {
    const { code } = harness.room.state;
    const typed = `${code.slice(0, 3)}-${code.slice(3)}`.toLowerCase();
    const byCode = harness.connect(anna, { code: typed });
    const bySlash = harness.connect(`${anna}/`, { token: harness.tokenOf(anna) });
    for (const socket of [byCode, bySlash]) expect(await socket.welcome()).toMatchObject({ type: 'welcome' });
  });

  it('shows the state at the head it names, not a later one', async () => {
    const socket = await harness.openSocket(anna);
    await harness.execute({ type: 'start' });
    const { snapshot, seq } = await socket.welcome();
    expect(snapshot?.game.status).toBe('waiting');
    expect(seq).toBe(harness.room.state.seq - 1);
  });
});

describe.each(TRANSPORTS)('resuming by %s', (kind) => {
  it('G3 continues from the cursor without a snapshot', async () => {
    const from = harness.room.state.seq;
    const head = await harness.executeAll(changes(20));
    const socket = await harness.openBy(kind, anna, cursor(from));
    await socket.reached(head);
    expect(await socket.welcome()).toMatchObject({ resumed: true, snapshot: null, seq: head });
    expect(socket.seqs).toEqual(range(from + 1, head));
  });

  it('G3 sends a client that is at the head nothing but what follows', async () => {
    const socket = await harness.openBy(kind, anna, cursor(harness.room.state.seq));
    const reached = await harness.execute({ type: 'start' });
    await socket.reached(reached);
    expect(await socket.welcome()).toMatchObject({ resumed: true, snapshot: null });
    expect(socket.seqs).toEqual([reached]);
  });

  it('G3 goes back exactly as far as the replay buffer', async () => {
    const from = harness.room.state.seq;
    const head = await harness.executeAll(changes(REPLAY_BUFFER_EVENTS));
    const oldest = await harness.openBy(kind, anna, cursor(from));
    await oldest.reached(head);
    expect(oldest.seqs).toEqual(range(from + 1, head));
    await harness.executeAll(changes(1));
    const beyond = await harness.openBy(kind, anna, cursor(from));
    expect(await beyond.welcome()).toMatchObject({ resumed: false, seq: head + 1, snapshot: {} });
  });

  it.each([
    ['a cursor above the head', () => cursor(harness.room.state.seq + 1)],
    ['a cursor of another epoch', () => cursor(harness.room.state.seq, 'another')],
    ['a negative cursor', () => cursor('-1')],
    ['a cursor without an epoch', () => ({ query: `seq=${harness.room.state.seq}` })],
  ])('G3 starts again from a snapshot for %s', async (_, asked) => {
    const socket = await harness.openBy(kind, anna, asked());
    const welcome = await socket.welcome();
    expect(welcome).toMatchObject({ resumed: false, seq: harness.room.state.seq });
    expect(welcome.snapshot).not.toBeNull();
  });

  it.skipIf(EPOCH_OF_LOG.isMissing)(`G3 goes on after the host restarts${EPOCH_OF_LOG.note}`, async () => {
    const asked = cursor(harness.room.state.seq);
    await harness.crash();
    await harness.start();
    const client = await harness.openBy(kind, anna, asked);
    expect(await client.welcome()).toMatchObject({ resumed: true, snapshot: null });
    const head = await harness.executeAll(changes(1));
    await client.reached(head);
    expect(client.seqs).toEqual([head]);
  });

  it.skipIf(EPOCH_OF_START.isMissing)(
    `G3 starts again after the host restarts, as the epoch has changed${EPOCH_OF_START.note}`,
    async () => {
      const { epoch } = harness.room;
      const asked = cursor(harness.room.state.seq);
      await harness.crash();
      await harness.start();
      const welcome = await (await harness.openBy(kind, anna, asked)).welcome();
      expect(harness.room.epoch).not.toBe(epoch);
      expect(welcome).toMatchObject({ resumed: false, epoch: harness.room.epoch });
    },
  );
});

describe.each(TRANSPORTS)('joining by %s while commands run', (kind) => {
  it('G3 causes no gaps or duplicates between welcome and events, with a snapshot or resumed', async () => {
    const from = harness.room.state.seq;
    const sockets = [];
    for (let round = 0; round < 40; round += 1) {
      const running = harness.executeAll(changes(5));
      sockets.push(
        harness.connectBy(kind, harness.bankerId),
        harness.connectBy(kind, harness.bankerId, cursor(from)),
      );
      await running;
    }
    await Promise.all(sockets.map(async (socket) => socket.welcome()));
    const head = await harness.execute({ type: 'start' });
    for (const socket of sockets) {
      await socket.reached(head);
      const { seq = Number.NaN, resumed } = await socket.welcome();
      expect(socket.seqs).toEqual(range((resumed === true ? from : seq) + 1, head));
    }
  });
});

describe('the snapshot', () => {
  it('is created once for everyone who connects at the same seq', async () => {
    const others = await Promise.all(range(1, 20).map(async (number) => harness.addPlayer(`P${number}`)));
    let pins = 0;
    const snapshots = new Snapshots(harness.room, () => {
      pins += 1;
      return '1234';
    });
    const banker = harness.room.state.participants.get(harness.bankerId);
    if (banker === undefined) throw new Error('the game has no banker');
    const first = snapshots.textFor(banker);
    const forOne = pins;
    const again = snapshots.textFor(banker);
    expect(again).toBe(first);
    expect(forOne).toBeGreaterThan(others.length);
    expect(pins - forOne).toBe(1);
    await harness.execute({ type: 'start' });
    expect(snapshots.textFor(banker)).toContain('"in_progress"');
  });
});
