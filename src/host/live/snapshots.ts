/** The whole game as one seat may see it, as JSON text. Large parts are built once for everyone who asks at the same time. */
import type { Moment } from '../../game/commands.ts';
import type { GameState, Participant } from '../../game/state.ts';
import {
  presentChallenge,
  presentGame,
  presentGameToRemoved,
  presentMessage,
  presentPlayer,
  presentPrivateChallenge,
  presentPrivatePlayer,
  presentTeam,
} from '../../protocol/present.ts';
import type { Room } from '../rooms/room.ts';
import { viewOf } from './view.ts';

/** Parts up to this age are shared (`game.as_of` says how old they are), because two hundred phones may wake at once. */
const MAX_AGE_MS = 100;

export class Snapshots {
  readonly #room: Pick<Room, 'state' | 'moment'>;
  readonly #pinOf: (participant: Participant) => string | null;
  #parts: SnapshotParts | null = null;

  constructor(room: Pick<Room, 'state' | 'moment'>, pinOf: (participant: Participant) => string | null) {
    this.#room = room;
    this.#pinOf = pinOf;
  }

  /** The snapshot as JSON text: docs/protocol.md, "Frames". */
  textFor(seat: Participant): string {
    const parts = this.#freshParts();
    const { game, message, teams } = parts;
    const view = viewOf(seat);
    switch (view) {
      case 'all':
        return assembleSnapshot({
          game,
          message,
          me: parts.privateText(seat),
          teams,
          challenges: parts.privateChallenges,
          players: parts.privatePlayers,
        });
      case 'board':
        return assembleSnapshot({
          game,
          message,
          me: parts.publicText(seat),
          teams,
          challenges: parts.publicChallenges,
          players: parts.publicPlayers,
        });
      case 'player': {
        const me = parts.privateText(seat);
        const challenges = parts.challengesFor(seat);
        return assembleSnapshot({ game, message, me, teams, challenges, players: parts.ownTeam(seat, me) });
      }
      case 'self': {
        const me = parts.privateText(seat);
        return assembleSnapshot({
          game: parts.gameToRemoved,
          message: 'null',
          me,
          teams: '[]',
          challenges: '[]',
          players: `[${me}]`,
        });
      }
      default:
        return view satisfies never;
    }
  }

  #freshParts(): SnapshotParts {
    const { state } = this.#room;
    const moment = this.#room.moment();
    const known = this.#parts;
    if (known !== null && known.state === state && moment.at - known.moment.at <= MAX_AGE_MS) return known;
    this.#parts = new SnapshotParts(state, moment, this.#pinOf);
    return this.#parts;
  }
}

interface SnapshotTexts {
  readonly game: string;
  readonly message: string;
  readonly me: string;
  readonly teams: string;
  readonly challenges: string;
  readonly players: string;
}

function assembleSnapshot({ game, message, me, teams, challenges, players }: SnapshotTexts): string {
  return `{"game":${game},"message":${message},"me":${me},"teams":${teams},"challenges":${challenges},"players":${players}}`;
}

/** The players of a team as `,{...},{...}`, and where each one is in it: start and end. */
interface TeamText {
  text: string;
  readonly spans: Map<number, readonly [number, number]>;
}

/** An open challenge, for everybody and for its player and the bankers. */
interface ChallengeTexts {
  readonly playerId: number;
  readonly publicText: string;
  readonly privateText: string;
}

/** The texts of one state at one moment, each built when first needed. */
class SnapshotParts {
  readonly state: GameState;
  readonly moment: Moment;
  readonly game: string;
  readonly message: string;
  readonly #pinOf: (participant: Participant) => string | null;
  #teams: string | null = null;
  #challenges: readonly ChallengeTexts[] | null = null;
  #publicChallenges: string | null = null;
  #publicPlayers: string | null = null;
  #privatePlayers: string | null = null;
  #teamsOfPlayers: ReadonlyMap<number, TeamText> | null = null;
  readonly #publicTexts = new Map<number, string>();

  constructor(state: GameState, moment: Moment, pinOf: (participant: Participant) => string | null) {
    this.state = state;
    this.moment = moment;
    this.#pinOf = pinOf;
    this.game = JSON.stringify(presentGame(state, moment));
    this.message = JSON.stringify(state.message && presentMessage(state.message));
  }

  /** Only removed seats need it, and they are few. */
  get gameToRemoved(): string {
    return JSON.stringify(presentGameToRemoved(this.state, this.moment));
  }

  get teams(): string {
    this.#teams ??= JSON.stringify([...this.state.teams.values()].map(presentTeam));
    return this.#teams;
  }

  /** Requested and assigned challenges, newest request first. */
  get publicChallenges(): string {
    this.#publicChallenges ??= jsonArray(this.#openChallenges().map(({ publicText }) => publicText));
    return this.#publicChallenges;
  }

  get privateChallenges(): string {
    return jsonArray(this.#openChallenges().map(({ privateText }) => privateText));
  }

  /** With what the player may see of the own ones; mostly that is what everybody sees. */
  challengesFor({ id }: Participant): string {
    const challenges = this.#openChallenges();
    const isSame = challenges.every((each) => each.playerId !== id || each.privateText === each.publicText);
    if (isSame) return this.publicChallenges;
    return jsonArray(
      challenges.map(({ playerId, publicText, privateText }) => (playerId === id ? privateText : publicText)),
    );
  }

  /** Without those who were removed: only bankers bring anybody back. */
  get publicPlayers(): string {
    this.#publicPlayers ??= jsonArray(
      [...this.state.participants.values()].flatMap((one) => (one.removed ? [] : this.publicText(one))),
    );
    return this.#publicPlayers;
  }

  get privatePlayers(): string {
    this.#privatePlayers ??= jsonArray(
      [...this.state.participants.values()].map((one) => this.privateText(one)),
    );
    return this.#privatePlayers;
  }

  /** A player's own team; `me`, the player's own text, comes first. */
  ownTeam(seat: Participant, me: string): string {
    const team = seat.teamNumber === null ? undefined : this.#teamTexts().get(seat.teamNumber);
    if (team === undefined) return `[${me}]`;
    const [start, end] = team.spans.get(seat.id) ?? [0, 0];
    return `[${me}${team.text.slice(0, start)}${team.text.slice(end)}]`;
  }

  publicText(participant: Participant): string {
    const known = this.#publicTexts.get(participant.id);
    if (known !== undefined) return known;
    const text = JSON.stringify(presentPlayer(participant));
    this.#publicTexts.set(participant.id, text);
    return text;
  }

  privateText(participant: Participant): string {
    return JSON.stringify(presentPrivatePlayer(participant, this.#pinOf(participant)));
  }

  /** Joined once per team, because each of its players gets all but one of them: slices of a long text are not copied. */
  #teamTexts(): ReadonlyMap<number, TeamText> {
    if (this.#teamsOfPlayers !== null) return this.#teamsOfPlayers;
    const teams = new Map<number, TeamText>();
    for (const one of this.state.participants.values()) {
      if (one.teamNumber === null || one.removed) continue;
      const team = teams.get(one.teamNumber) ?? { text: '', spans: new Map() };
      const start = team.text.length;
      team.text += `,${this.publicText(one)}`;
      team.spans.set(one.id, [start, team.text.length]);
      teams.set(one.teamNumber, team);
    }
    this.#teamsOfPlayers = teams;
    return teams;
  }

  #openChallenges(): readonly ChallengeTexts[] {
    const { state, moment } = this;
    this.#challenges ??= [...state.open]
      .flatMap((id) => state.challenges.get(id) ?? [])
      .toSorted((left, right) => right.requestedAt - left.requestedAt || right.id - left.id)
      .map((challenge) => {
        const publicText = JSON.stringify(presentChallenge(state, challenge, moment.playMs));
        const privateText =
          challenge.exercise?.variant === undefined
            ? publicText
            : JSON.stringify(presentPrivateChallenge(state, challenge, moment.playMs));
        return { playerId: challenge.playerId, publicText, privateText };
      });
    return this.#challenges;
  }
}

function jsonArray(texts: readonly string[]): string {
  return `[${texts.join(',')}]`;
}
