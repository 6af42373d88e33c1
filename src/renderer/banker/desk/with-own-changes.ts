/** Which calls of a desk change what others change, too: what they change is this desk's own doing. */
import type { HostClient } from '../../../client/host-client.ts';
import type { ChangeGameBody, ChangePlayerBody } from '../../../protocol/rest-schemas.ts';
import type { OthersChanges } from '../model/others-changes.ts';
import type { SharedState } from '../model/shared-state.ts';

type Covers = Parameters<OthersChanges['during']>[0];

const only =
  (...states: readonly SharedState[]): Covers =>
  (state) =>
    states.includes(state);

/** Of any team, player or challenge. */
const every =
  (...kinds: readonly ('school' | 'team' | 'removal' | 'block' | 'claim')[]): Covers =>
  (state) =>
    kinds.some((kind) => state.startsWith(`${kind} `));

const either =
  (one: Covers, other: Covers): Covers =>
  (state) =>
    one(state) || other(state);

/** What a change of the game's fields, its settings among them, is about. */
const ofGame = ({ settings = {}, end_time, ends_by_itself }: ChangeGameBody): Covers => {
  const isPlanned = end_time !== undefined || ends_by_itself !== undefined;
  return (state) =>
    state === 'planned end'
      ? isPlanned
      : state.startsWith(SETTING) && state.slice(SETTING.length) in settings;
};
const SETTING = 'setting ';

const ofPlayer = (id: number, body: ChangePlayerBody): Covers => {
  const fields = [
    ['player_name', `name ${id}`],
    ['team_number', `team ${id}`],
    ['extra_time_factor', `extra time ${id}`],
    ['needs', `needs ${id}`],
    ['blocked', `block ${id}`],
  ] as const;
  return only(...fields.flatMap(([field, state]) => (body[field] === undefined ? [] : [state])));
};

/** The client of a desk, undoing and redoing included. */
export function withOwnChanges(api: HostClient, { during }: Pick<OthersChanges, 'during'>): HostClient {
  return {
    ...api,
    start: (...to) => during(only('status'), () => api.start(...to)),
    pause: (...to) => during(only('status'), () => api.pause(...to)),
    resume: (...to) => during(only('status', 'finale'), () => api.resume(...to)),
    end: (...to) =>
      during(only('status', 'finale', 'planned end', 'setting show_standings'), () => api.end(...to)),
    changeGame: (code, body, o) => during(ofGame(body), () => api.changeGame(code, body, o)),
    showFinale: (...to) => during(only('finale', 'setting show_standings'), () => api.showFinale(...to)),
    closeFinale: (...to) => during(only('finale', 'setting show_standings'), () => api.closeFinale(...to)),
    playAgain: (...to) => during(only('next game'), () => api.playAgain(...to)),
    undoPlayAgain: (...to) => during(only('next game'), () => api.undoPlayAgain(...to)),
    sendMessage: (...to) => during(only('message'), () => api.sendMessage(...to)),
    removeMessage: (...to) => during(only('message'), () => api.removeMessage(...to)),

    addTeam: (...to) => during(only('teams'), () => api.addTeam(...to)),
    foldTeam: (...to) => during(either(only('teams'), every('team')), () => api.foldTeam(...to)),
    unfoldTeam: (...to) => during(either(only('teams'), every('team')), () => api.unfoldTeam(...to)),
    changeTeam: (code, number, body, o) =>
      during(body.has_school === undefined ? only() : only(`school ${number}`), () =>
        api.changeTeam(code, number, body, o),
      ),

    changePlayer: (code, id, body, o) =>
      during(ofPlayer(id, body), () => api.changePlayer(code, id, body, o)),
    movePlayers: (...to) => during(every('team'), () => api.movePlayers(...to)),
    removePlayer: (code, id, ...to) => during(only(`removal ${id}`), () => api.removePlayer(code, id, ...to)),
    restorePlayer: (code, id, body, o) =>
      during(only(`removal ${id}`, `block ${id}`), () => api.restorePlayer(code, id, body, o)),
    removePlayers: (...to) => during(every('removal'), () => api.removePlayers(...to)),
    restorePlayers: (...to) => during(every('removal', 'block'), () => api.restorePlayers(...to)),
    mergePlayer: (...to) => during(every('removal', 'team', 'block'), () => api.mergePlayer(...to)),

    // What is built may be a school.
    complete: (...to) => during(every('school'), () => api.complete(...to)),
    reject: (code, id, body, o) => during(only(`claim ${id}`), () => api.reject(code, id, body, o)),
    undo: (...to) => during(every('school', 'claim'), () => api.undo(...to)),
    undoOrRedo: (...to) => during(every('school', 'claim'), () => api.undoOrRedo(...to)),
    undoOrRedoSeveral: (...to) => during(every('school', 'claim'), () => api.undoOrRedoSeveral(...to)),
  };
}
