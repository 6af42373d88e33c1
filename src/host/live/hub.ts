/** One game's fan-out: sends every event to every client, in log order, with what its seat may see. */
import type { Participant } from '../../game/state.ts';
import { CLOSE_CODES, MAX_SOCKETS_PER_PLAYER } from '../../protocol/frames.ts';
import { finalSeat } from '../auth/authentication.ts';
import type { HostBus } from '../bus/host-bus.ts';
import type { EventBus, PublishedEvent } from '../rooms/event-bus.ts';
import type { Room } from '../rooms/room.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import type { Connection } from './connection.ts';
import { frameOf, type Frames, joinFrames } from './encoded-frames.ts';
import { type EventFrames, createEventFrames, batchFrame } from './event-frames.ts';
import { PresenceBroadcaster } from './presence-broadcaster.ts';
import { exchangePresence, type PresenceExchange } from './presence-exchange.ts';
import { PresenceTracker, type SeatPresence } from './presence-tracker.ts';
import { Snapshots } from './snapshots.ts';
import type { ResumeCursor } from './upgrade-request.ts';
import { type View, viewOf } from './view.ts';

/** More events at once than this would take clients longer than a snapshot, and be more than they may leave unread. */
const MAX_EVENTS_AT_ONCE = 1_000;

export interface HubOptions {
  readonly room: Room;
  readonly bus: Pick<EventBus, 'subscribe'>;
  /** To the other hosts that have this game; null: there are none. */
  readonly hostBus: HostBus | null;
  readonly clock: Clock;
  readonly pinOf: (participant: Participant) => string | null;
  /** The text of the frame that tells a seat what it should know; null: nothing. */
  readonly noticeFor: (seat: Participant) => string | null;
  /** The text of the frame that says where else to look for the laptop; null: nothing. */
  readonly addressesFor: (seat: Participant) => string | null;
}

/** A connection in the fan-out: the seat it acts for, and what that seat may see. */
interface Member {
  readonly connection: Connection;
  seatId: number;
  view: View;
}

export class Hub {
  readonly #room: Room;
  readonly #snapshots: Snapshots;
  readonly #presence: PresenceTracker;
  readonly #presenceBroadcaster: PresenceBroadcaster;
  readonly #elsewhere: PresenceExchange | null;
  readonly #noticeFor: HubOptions['noticeFor'];
  readonly #addressesFor: HubOptions['addressesFor'];
  readonly #members = new Map<Connection, Member>();
  /** Seat id -> seq at which it was restored. What its client knew before is not enough to resume from. */
  readonly #restoredAt = new Map<number, number>();
  readonly #removed = new Set<number>();
  readonly #unsubscribe: Cancel;
  /** The seq of the last event sent. */
  #head: number;

  constructor({ room, bus, hostBus, clock, pinOf, noticeFor, addressesFor }: HubOptions) {
    this.#room = room;
    this.#noticeFor = noticeFor;
    this.#addressesFor = addressesFor;
    this.#snapshots = new Snapshots(room, pinOf);
    this.#presence = new PresenceTracker(room.gameTime, (seatId) => this.#elsewhere?.find(seatId) ?? null);
    this.#presenceBroadcaster = new PresenceBroadcaster({
      clock,
      bankers: () => [...this.#members.values()].flatMap((one) => (one.view === 'all' ? one.connection : [])),
      frameText: () => JSON.stringify({ type: 'presence', items: this.#presence.items(room.state) }),
    });
    this.#elsewhere =
      hostBus &&
      exchangePresence({
        gameId: room.state.gameId,
        bus: hostBus,
        clock,
        own: () => this.#presence.seenHere(),
        onTold: () => this.#presenceBroadcaster.scheduleBroadcast(),
        isSeat: (id) => room.state.participants.has(id),
      });
    this.#head = room.state.seq;
    for (const { id, removed } of room.state.participants.values()) if (removed) this.#removed.add(id);
    this.#unsubscribe = bus.subscribe(room.state.gameId, (events) => this.#onEvents(events));
  }

  get size(): number {
    return this.#members.size;
  }

  presenceOf(seatId: number): SeatPresence {
    return this.#presence.presenceOf(seatId);
  }

  /** Welcomes a connection and adds it to the fan-out in the same turn, so that no event is missed or sent twice. */
  join(connection: Connection, seat: Participant, cursor: ResumeCursor | null): void {
    this.#catchUp();
    const member: Member = { connection, seatId: seat.id, view: viewOf(seat) };
    connection.open(this.#firstFrames(member, seat, cursor), {
      head: () => this.#head,
      onEnded: () => this.#remove(member),
      onAwayChanged: () => this.#onPresenceChanged(),
    });
    this.#members.set(connection, member);
    this.#assignSeat(member, seat);
    if (member.view === 'all') this.#presenceBroadcaster.sendFirst(connection);
    this.#sendTo(member, this.#addressesFor);
    this.#sendTo(member, this.#noticeFor);
    this.#onPresenceChanged();
  }

  /** Tells this seat's sockets what it should know. */
  notify(seatId: number): void {
    for (const member of this.#members.values())
      if (member.seatId === seatId) this.#sendTo(member, this.#noticeFor);
  }

  /** Tells every socket where else to look for the laptop. */
  announceAddresses(): void {
    for (const member of this.#members.values()) this.#sendTo(member, this.#addressesFor);
  }

  #sendTo({ connection, seatId }: Member, textFor: (seat: Participant) => string | null): void {
    const seat = this.#room.state.participants.get(seatId);
    const text = seat === undefined ? null : textFor(seat);
    if (text !== null) connection.send(frameOf(text));
  }

  /** Closes the connections whose right has ended otherwise than by what happened in the game. */
  closeUnauthorised(): void {
    for (const connection of this.#members.keys())
      if (!connection.isStillAuthorized()) connection.close(CLOSE_CODES.unauthorised);
  }

  closeAll(code: number): void {
    for (const connection of this.#members.keys()) connection.close(code);
  }

  /** Ends the fan-out and closes every connection with this code. */
  close(code: number): void {
    this.#unsubscribe();
    this.closeAll(code);
    this.#presenceBroadcaster.stop();
    this.#elsewhere?.stop();
  }

  #firstFrames(member: Member, seat: Participant, cursor: ResumeCursor | null): Frames {
    const missed = this.#eventsSince(seat, cursor);
    const welcome = (snapshot: string) =>
      frameOf(
        `{"type":"welcome","epoch":${JSON.stringify(this.#room.epoch)},"seq":${this.#head},` +
          `"server_time":${this.#room.gameTime.now()},"resumed":${missed !== null},"snapshot":${snapshot}}`,
      );
    if (missed === null) return welcome(this.#snapshots.textFor(seat));
    return joinFrames([
      welcome('null'),
      ...missed.map((event) => frameFor({ event, frames: createEventFrames(event) }, member)),
    ]);
  }

  /** The events since the cursor; null if they are not available, and a snapshot is needed. */
  #eventsSince(seat: Participant, cursor: ResumeCursor | null): readonly PublishedEvent[] | null {
    if (cursor === null || cursor.epoch !== this.#room.epoch) return null;
    const restoredAt = this.#restoredAt.get(seat.id);
    if (restoredAt !== undefined && cursor.seq <= restoredAt) return null;
    return this.#room.eventsSince(cursor.seq);
  }

  /** Publishes new events, skips repeated ones, and reads lost ones from the room. */
  #onEvents(events: readonly PublishedEvent[]): void {
    const first = events[0]?.seq ?? 0;
    if (first > this.#head + 1) this.#catchUp();
    else this.#publish(first > this.#head ? events : events.filter(({ seq }) => seq > this.#head));
  }

  /** Publishes what the room already holds and the bus has not delivered yet. */
  #catchUp(): void {
    const missed = this.#room.eventsSince(this.#head);
    if (missed !== null) return this.#publish(missed);
    this.#head = this.#room.state.seq;
    this.closeAll(CLOSE_CODES.resync);
  }

  #publish(events: readonly PublishedEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.#head = last.seq;
    const affected = new Set(events.flatMap((event) => event.subjectId ?? []));
    const restored = affected.size === 0 ? [] : this.#updateSeats(affected, this.#recordRemovals(events));
    if (events.length > MAX_EVENTS_AT_ONCE) return this.closeAll(CLOSE_CODES.resync);
    const owners = new Set(events.flatMap((event) => event.ownerId ?? []));
    const batch = new EventBatch(events);
    for (const member of this.#members.values()) {
      const isOwner = owners.has(member.seatId) || owners.has(member.connection.pathId);
      member.connection.send(isOwner ? batch.individualFrames(member) : batch.sharedFrames(member));
    }
    for (const { connection } of restored) connection.close(CLOSE_CODES.resync);
    if (affected.size > 0) this.#onPresenceChanged();
  }

  /** Follows changes to seats: closes connections that are no longer authorised, and returns those whose seat was restored. */
  #updateSeats(affected: ReadonlySet<number>, restoredIds: ReadonlySet<number>): readonly Member[] {
    const restored: Member[] = [];
    for (const member of this.#members.values()) {
      const { connection } = member;
      if (!affected.has(member.seatId) && !affected.has(connection.pathId)) continue;
      const named = this.#room.state.participants.get(connection.pathId);
      if (named === undefined || !connection.isStillAuthorized()) {
        connection.close(CLOSE_CODES.unauthorised);
        continue;
      }
      const seat = finalSeat(this.#room, named);
      if (member.seatId !== seat.id) this.#presence.disconnected(member.seatId, connection);
      this.#assignSeat(member, seat);
      if (member.view === 'player' && connection.pathId === seat.id && restoredIds.has(seat.id))
        restored.push(member);
    }
    return restored;
  }

  /** Returns the seats that were restored, even those whose removal is in the same events. */
  #recordRemovals(events: readonly PublishedEvent[]): ReadonlySet<number> {
    const restored = new Set<number>();
    for (const { subjectId, isSubjectRemoved } of events) {
      if (subjectId === null) continue;
      if (isSubjectRemoved) this.#removed.add(subjectId);
      else if (this.#removed.delete(subjectId)) restored.add(subjectId);
    }
    for (const id of restored) this.#restoredAt.set(id, this.#head);
    return restored;
  }

  #assignSeat(member: Member, seat: Participant): void {
    member.seatId = seat.id;
    member.view = viewOf(seat);
    const held = seat.role === 'player' ? member.connection.heldPlayers() : [];
    this.#presence.connected(seat.id, member.connection, held);
    if (seat.role !== 'player') return;
    const tooMany = this.#presence.devicesOf(seat.id).slice(0, -MAX_SOCKETS_PER_PLAYER);
    for (const oldest of tooMany) oldest.close(CLOSE_CODES.tooManySockets);
  }

  #onPresenceChanged(): void {
    this.#presenceBroadcaster.scheduleBroadcast();
    this.#elsewhere?.changed();
  }

  #remove({ connection, seatId }: Member): void {
    this.#members.delete(connection);
    this.#presence.disconnected(seatId, connection);
    this.#onPresenceChanged();
  }
}

interface FramedEvent {
  readonly event: PublishedEvent;
  readonly frames: EventFrames;
}

/** The frames of several events, built once for all connections with the same view. */
class EventBatch {
  readonly #events: readonly FramedEvent[];
  readonly #built = { separate: new Map<View, Frames>(), batched: new Map<View, Frames>() };

  constructor(events: readonly PublishedEvent[]) {
    this.#events = events.map((event) => ({ event, frames: createEventFrames(event) }));
  }

  /** For a connection whose own seat some of the events may be about. */
  individualFrames(member: Member): Frames {
    return joinFrames(this.#events.map((framed) => frameFor(framed, member)));
  }

  sharedFrames({ view, connection }: Member): Frames {
    const isBatched = connection.takesBatches && this.#events.length > 1;
    const built = isBatched ? this.#built.batched : this.#built.separate;
    const known = built.get(view);
    if (known !== undefined) return known;
    const kind = frameKindFor(view);
    const events = this.#events.map(({ event }) => event);
    const made = isBatched
      ? batchFrame(events, kind)
      : joinFrames(this.#events.map(({ frames }) => frames[kind]));
    built.set(view, made);
    return made;
  }
}

function frameFor({ event, frames }: FramedEvent, { connection, seatId, view }: Member): Frames {
  const isOwn = (id: number | null) => id !== null && (id === seatId || id === connection.pathId);
  // Removed players see themselves alone, none of their challenges.
  const mayBeOwn = view === 'self' ? event.subjectId : event.ownerId;
  return frames[isOwn(mayBeOwn) && view !== 'board' ? 'private' : frameKindFor(view)];
}

function frameKindFor(view: View): keyof EventFrames {
  switch (view) {
    case 'all':
      return 'private';
    case 'board':
    case 'player':
      return 'public';
    case 'self':
      return 'redacted';
    default:
      return view satisfies never;
  }
}
