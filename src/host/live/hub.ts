/** One game's fan-out: every event to every socket, in the order of the log, with what each seat may see. */
import type { Participant } from '../../game/state.ts';
import { CLOSE_CODES, MAX_SOCKETS_PER_PLAYER } from '../../protocol/frames.ts';
import { finalSeat } from '../auth/authentication.ts';
import type { EventBus, PublishedEvent } from '../rooms/event-bus.ts';
import type { Room } from '../rooms/room.ts';
import type { Cancel, Clock, HostTime } from '../time/clock.ts';
import type { Connection } from './connection.ts';
import { type EventFrames, framesOf, severalInOne } from './event-frames.ts';
import { Announcer } from './presence-broadcaster.ts';
import { Presence, type Seen } from './presence-tracker.ts';
import { Snapshots } from './snapshots.ts';
import { textFrame } from './text-frame.ts';
import type { Cursor } from './upgrade-request.ts';
import { type View, viewOf } from './view.ts';

export interface HubOptions {
  readonly room: Room;
  readonly bus: Pick<EventBus, 'subscribe'>;
  readonly clock: Clock;
  readonly hostTime: HostTime;
  readonly pinOf: (participant: Participant) => string | null;
}

/** A connection in the fan-out: the seat it acts for, and what that seat may see. */
interface Member {
  readonly connection: Connection;
  seatId: number;
  view: View;
}

export class Hub {
  readonly #room: Room;
  readonly #hostTime: HostTime;
  readonly #snapshots: Snapshots;
  readonly #presence: Presence;
  readonly #announcer: Announcer;
  readonly #members = new Map<Connection, Member>();
  /** Seat -> seq at which it was brought back: what it knew before then is too little to go on from. */
  readonly #broughtBack = new Map<number, number>();
  readonly #removed = new Set<number>();
  readonly #unsubscribe: Cancel;
  /** Seq of the last event that went out. */
  #head: number;

  constructor({ room, bus, clock, hostTime, pinOf }: HubOptions) {
    this.#room = room;
    this.#hostTime = hostTime;
    this.#snapshots = new Snapshots(room, pinOf);
    this.#presence = new Presence(hostTime);
    this.#announcer = new Announcer({
      clock,
      bankers: () => [...this.#members.values()].flatMap((one) => (one.view === 'all' ? one.connection : [])),
      text: () => JSON.stringify({ type: 'presence', items: this.#presence.items(room.state) }),
    });
    this.#head = room.state.seq;
    for (const { id, removed } of room.state.participants.values()) if (removed) this.#removed.add(id);
    this.#unsubscribe = bus.subscribe(room.state.gameId, (events) => this.#hear(events));
  }

  get size(): number {
    return this.#members.size;
  }

  presenceOf(seatId: number): Seen {
    return this.#presence.of(seatId);
  }

  /** Welcomes a connection and puts it into the fan-out, all in one turn: no event is missed, none comes twice. */
  join(connection: Connection, seat: Participant, cursor: Cursor | null): void {
    this.#catchUp();
    const member: Member = { connection, seatId: seat.id, view: viewOf(seat) };
    connection.open(this.#firstFrames(member, seat, cursor), {
      head: () => this.#head,
      ended: () => this.#leave(member),
    });
    this.#members.set(connection, member);
    this.#takeSeat(member, seat);
    if (member.view === 'all') this.#announcer.welcome(connection);
    this.#announcer.changed();
  }

  closeAll(code: number): void {
    for (const connection of this.#members.keys()) connection.end(code);
  }

  /** Ends the fan-out with a code for everyone. */
  close(code: number): void {
    this.#unsubscribe();
    this.closeAll(code);
    this.#announcer.stop();
  }

  #firstFrames(member: Member, seat: Participant, cursor: Cursor | null): Buffer {
    const missed = this.#missed(seat, cursor);
    const welcome = (snapshot: string) =>
      textFrame(
        `{"type":"welcome","epoch":${JSON.stringify(this.#room.epoch)},"seq":${this.#head},` +
          `"server_time":${this.#hostTime.now()},"resumed":${missed !== null},"snapshot":${snapshot}}`,
      );
    if (missed === null) return welcome(this.#snapshots.textFor(seat));
    return Buffer.concat([
      welcome('null'),
      ...missed.map((event) => frameFor({ event, frames: framesOf(event) }, member)),
    ]);
  }

  /** Null: the cursor does not lead to here, a snapshot has to. */
  #missed(seat: Participant, cursor: Cursor | null): readonly PublishedEvent[] | null {
    if (cursor === null || cursor.epoch !== this.#room.epoch) return null;
    const broughtBackAt = this.#broughtBack.get(seat.id);
    if (broughtBackAt !== undefined && cursor.seq <= broughtBackAt) return null;
    return this.#room.since(cursor.seq);
  }

  /** What the bus brings in order goes out; what it repeats does not, and what it lost is read from the room. */
  #hear(events: readonly PublishedEvent[]): void {
    const first = events[0]?.seq ?? 0;
    if (first > this.#head + 1) this.#catchUp();
    else this.#publish(first > this.#head ? events : events.filter(({ seq }) => seq > this.#head));
  }

  /** Whatever the room holds by now goes out before anything else does: the bus may be on its way with it. */
  #catchUp(): void {
    const missed = this.#room.since(this.#head);
    if (missed !== null) return this.#publish(missed);
    this.#head = this.#room.state.seq;
    this.closeAll(CLOSE_CODES.resync);
  }

  #publish(events: readonly PublishedEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.#head = last.seq;
    const touched = new Set(events.flatMap((event) => event.concerns ?? []));
    const returning = touched.size === 0 ? [] : this.#reseat(touched);
    const batches = new Batches(events);
    for (const member of this.#members.values()) {
      const isTouched = touched.has(member.seatId) || touched.has(member.connection.pathId);
      member.connection.send(isTouched ? batches.framesOneByOne(member) : batches.framesFor(member));
    }
    for (const { connection } of returning) connection.end(CLOSE_CODES.resync);
    if (touched.size > 0) this.#announcer.changed();
  }

  /** Follows what happened to seats: closes who lost its right, and names those who were brought back. */
  #reseat(touched: ReadonlySet<number>): readonly Member[] {
    this.#noteRemovals(touched);
    const returning: Member[] = [];
    for (const member of this.#members.values()) {
      const { connection, view } = member;
      if (!touched.has(member.seatId) && !touched.has(connection.pathId)) continue;
      const named = this.#room.state.participants.get(connection.pathId);
      if (named === undefined || !connection.isStillAuthorized()) {
        connection.end(CLOSE_CODES.unauthorised);
        continue;
      }
      const seat = finalSeat(this.#room, named);
      if (member.seatId !== seat.id) this.#presence.left(member.seatId, connection);
      this.#takeSeat(member, seat);
      if (view === 'self' && member.view === 'player' && connection.pathId === seat.id)
        returning.push(member);
    }
    return returning;
  }

  #noteRemovals(touched: ReadonlySet<number>): void {
    for (const id of touched) {
      const isRemoved = this.#room.state.participants.get(id)?.removed ?? false;
      if (isRemoved) this.#removed.add(id);
      else if (this.#removed.delete(id)) this.#broughtBack.set(id, this.#head);
    }
  }

  #takeSeat(member: Member, seat: Participant): void {
    member.seatId = seat.id;
    member.view = viewOf(seat);
    this.#presence.entered(seat.id, member.connection);
    if (seat.role !== 'player') return;
    const tooMany = this.#presence.devicesOf(seat.id).slice(0, -MAX_SOCKETS_PER_PLAYER);
    for (const oldest of tooMany) oldest.end(CLOSE_CODES.tooManySockets);
  }

  #leave({ connection, seatId }: Member): void {
    this.#members.delete(connection);
    this.#presence.left(seatId, connection);
    this.#announcer.changed();
  }
}

interface Framed {
  readonly event: PublishedEvent;
  readonly frames: EventFrames;
}

/** The frames of several events for those whom none of them concerns, as one piece for all who see the same. */
class Batches {
  readonly #events: readonly Framed[];
  readonly #built = { apart: new Map<View, Buffer>(), together: new Map<View, Buffer>() };

  constructor(events: readonly PublishedEvent[]) {
    this.#events = events.map((event) => ({ event, frames: framesOf(event) }));
  }

  /** For one whom some of the events may concern. */
  framesOneByOne(member: Member): Buffer {
    return inOne(this.#events.map((framed) => frameFor(framed, member)));
  }

  framesFor({ view, connection }: Member): Buffer {
    const isTogether = connection.takesSeveral && this.#events.length > 1;
    const built = isTogether ? this.#built.together : this.#built.apart;
    const known = built.get(view);
    if (known !== undefined) return known;
    const kind = kindSeenBy(view);
    const events = this.#events.map(({ event }) => event);
    const bytes = isTogether
      ? severalInOne(events, kind)
      : inOne(this.#events.map(({ frames }) => frames[kind]));
    built.set(view, bytes);
    return bytes;
  }
}

/** Frames that leave together cost one write a socket. */
function inOne(frames: readonly Buffer[]): Buffer {
  const [first] = frames;
  return frames.length === 1 && first !== undefined ? first : Buffer.concat(frames);
}

function frameFor({ event, frames }: Framed, { connection, seatId, view }: Member): Buffer {
  const isOwn =
    event.concerns !== null && (event.concerns === seatId || event.concerns === connection.pathId);
  return frames[isOwn && view !== 'board' ? 'confidential' : kindSeenBy(view)];
}

function kindSeenBy(view: View): keyof EventFrames {
  switch (view) {
    case 'all':
      return 'confidential';
    case 'board':
    case 'player':
      return 'open';
    case 'self':
      return 'thin';
    default:
      return view satisfies never;
  }
}
