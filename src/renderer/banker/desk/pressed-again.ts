/** A press that comes after a lost answer, and what has happened since. */
import { callAnew, isSetOtherwise } from '../../../client/call-anew.ts';
import type { GameView } from '../../../client/game-view.ts';
import type { CommandOptions, HostClient } from '../../../client/host-client.ts';
import type { Challenge, Game, Player, Team } from '../../../protocol/entity-schemas.ts';
import { findChallenge } from './desk-context.ts';

/**
 * The client of a desk that shows a game. What is pressed again after a lost answer is the same call, unless this desk shows that its
 * outcome has gone since, by whoever's doing: then it means another one.
 * @param getView what this desk shows now
 */
export function withPressedAgain(api: HostClient, getView: () => GameView): HostClient {
  const anew = <Answer>(
    call: (options: CommandOptions) => Promise<Answer>,
    isOvertaken: (view: GameView, answer: Answer) => boolean,
    options: CommandOptions | undefined,
  ): Promise<Answer> =>
    callAnew(
      call,
      (answer) => {
        const view = getView();
        return view.connection === 'live' && view.loaded && isOvertaken(view, answer);
      },
      options,
    );
  /** Pressed again, the desk may have heard of more since: that makes no other call of it. */
  const named = (
    body: { readonly seen_seq?: number | undefined } | undefined,
    to: CommandOptions,
  ): CommandOptions => ({
    bodyName: JSON.stringify({ ...body, seen_seq: undefined }),
    ...to,
  });
  /** Of what this desk does not show, nobody has seen anything else. */
  const isOtherwise = (now: object | null | undefined, answer: object, body: object): boolean =>
    now !== null && now !== undefined && isSetOtherwise(now, answer, body);
  return {
    ...api,
    changeGame: (code, body, o) =>
      anew(
        (to) => api.changeGame(code, body, to),
        ({ game }, answer) => isOtherwise(game, answer, body),
        o,
      ),
    changePlayer: (code, id, body, o) =>
      anew(
        (to) => api.changePlayer(code, id, body, to),
        ({ players }, answer) =>
          isOtherwise(
            players.find(({ player_id }) => player_id === id),
            answer,
            body,
          ),
        o,
      ),
    changeTeam: (code, number, body, o) =>
      anew(
        (to) => api.changeTeam(code, number, body, to),
        ({ teams }, answer) =>
          isOtherwise(
            teams.find((team) => team.team_number === number),
            answer,
            body,
          ),
        o,
      ),
    // Its key keeps it from deleting what an export brought back meanwhile; a desk that shows that game means that one.
    wipeGame: (code, query, o) =>
      anew(
        (to) => api.wipeGame(code, query, to),
        ({ game }) => game !== null,
        o,
      ),
    start: (code, body, o) =>
      anew((to) => api.start(code, body, named(body, to)), isIn('paused', 'waiting', 'completed'), o),
    pause: (code, body, o) =>
      anew((to) => api.pause(code, body, named(body, to)), isIn('in_progress', 'waiting', 'completed'), o),
    resume: (code, body, o) =>
      anew((to) => api.resume(code, body, named(body, to)), isIn('paused', 'waiting', 'completed'), o),
    end: (code, body, o) =>
      anew((to) => api.end(code, body, named(body, to)), isIn('in_progress', 'paused', 'waiting'), o),
    showFinale: (code, body, o) => anew((to) => api.showFinale(code, body, to), hasOtherStep, o),
    closeFinale: (code, query, o) => anew((to) => api.closeFinale(code, query, to), hasOtherStep, o),
    playAgain: (code, body, o) => anew((to) => api.playAgain(code, body, to), leadsElsewhere, o),
    undoPlayAgain: (code, query, o) =>
      anew(
        (to) => api.undoPlayAgain(code, query, to),
        ({ game }) => game?.next_game_code !== null,
        o,
      ),
    sendMessage: (code, text, o) => anew((to) => api.sendMessage(code, text, to), hasOtherMessage, o),
    removeMessage: (code, query, o) => anew((to) => api.removeMessage(code, query, to), hasOtherMessage, o),

    addPlayer: (code, body, o) => anew((to) => api.addPlayer(code, body, to), isRemoved, o),
    addSeveral: (code, body, o) =>
      anew(
        (to) => api.addSeveral(code, body, to),
        (view, { items }) => items.every((player) => isRemoved(view, player)),
        o,
      ),
    removePlayer: (code, id, body, o) =>
      anew((to) => api.removePlayer(code, id, body, named(body, to)), isHere, o),
    restorePlayer: (code, id, body, o) => anew((to) => api.restorePlayer(code, id, body, to), isRemoved, o),
    removePlayers: (code, body, o) =>
      anew(
        (to) => api.removePlayers(code, body, to),
        ({ players }, { removed_at: at }) => !players.some(({ removed_at }) => removed_at === at),
        o,
      ),
    restorePlayers: (code, body, o) =>
      anew(
        (to) => api.restorePlayers(code, body, to),
        ({ players }) => players.some(({ removed_at: at }) => at === body.removed_at),
        o,
      ),
    movePlayers: (code, body, o) =>
      anew(
        (to) => api.movePlayers(code, body, to),
        ({ players }, { done }) => done.some((moved) => players.some(isElsewhere(moved))),
        o,
      ),
    mergePlayer: (code, id, body, o) =>
      anew(
        (to) => api.mergePlayer(code, id, body, to),
        ({ players }) =>
          players.some(({ player_id, merged_into }) => player_id === id && merged_into !== body.into),
        o,
      ),
    addTeam: (code, body, o) => anew((to) => api.addTeam(code, body, to), isFolded, o),
    foldTeam: (code, number, body, o) =>
      anew((to) => api.foldTeam(code, number, body, named(body, to)), isFoldedOtherwise, o),
    unfoldTeam: (code, number, body, o) => anew((to) => api.unfoldTeam(code, number, body, to), isFolded, o),

    request: (code, body, o) => anew((to) => api.request(code, body, named(body, to)), hasEnded, o),
    assign: (code, id, body, o) => anew((to) => api.assign(code, id, body, to), hasGoneOn, o),
    // More time comes once, whatever else has happened: nobody can see whether it has come.
    changeChallenge: (code, id, body, o) =>
      body.extend_seconds === undefined
        ? anew((to) => api.changeChallenge(code, id, body, to), hasGoneOn, o)
        : api.changeChallenge(code, id, body, o),
    complete: (code, id, body, o) => anew((to) => api.complete(code, id, body, to), hasGoneOn, o),
    reject: (code, id, body, o) => anew((to) => api.reject(code, id, body, to), hasGoneOn, o),
    cancel: (code, id, body, o) => anew((to) => api.cancel(code, id, body, to), hasGoneOn, o),
    assignSeveral: (code, body, o) =>
      anew(
        (to) => api.assignSeveral(code, body, to),
        (view, { done }) => done.some((challenge) => hasGoneOn(view, challenge)),
        o,
      ),
  };
}

const isIn =
  (...statuses: readonly Game['status'][]) =>
  ({ game }: GameView): boolean =>
    game !== null && statuses.includes(game.status);

const hasOtherStep = ({ game }: GameView, answer: Game): boolean => game?.finale !== answer.finale;

const leadsElsewhere = ({ game }: GameView, answer: { readonly game_code: string }): boolean =>
  game?.next_game_code !== answer.game_code;

const hasOtherMessage = ({ message }: GameView, answer: { readonly at: number }): boolean =>
  message?.at !== answer.at;

const isRemoved = ({ players }: GameView, { player_id: id }: Pick<Player, 'player_id'>): boolean =>
  players.some(({ player_id, removed }) => player_id === id && removed);

const isElsewhere =
  ({ player_id: id, team_number: team }: Player) =>
  ({ player_id, team_number }: Player): boolean =>
    player_id === id && team_number !== team;

const isHere = ({ players }: GameView, { player_id: id }: Player): boolean =>
  players.some(({ player_id, removed }) => player_id === id && !removed);

const isFolded = ({ teams }: GameView, { team_number: number }: Team): boolean =>
  teams.some(({ team_number, folded_at }) => team_number === number && folded_at !== null);

const isFoldedOtherwise = ({ teams }: GameView, { team_number: number, folded_at: at }: Team): boolean =>
  teams.some(({ team_number, folded_at }) => team_number === number && folded_at !== at);

/** By now, only what goes on is sure to be shown. */
const hasEnded = ({ challenges }: GameView, { id }: Challenge): boolean =>
  !challenges.some((challenge) => challenge.id === id);

const hasGoneOn = (view: GameView, { id, version }: Challenge): boolean =>
  (findChallenge(view, id)?.version ?? 0) > version;
