import { useTranslation } from 'react-i18next';
import type { Team } from '../../../protocol/entity-schemas.ts';
import type { FoldTeamBody } from '../../../protocol/rest-schemas.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useNotify, useRun } from '../desk/notices.tsx';
import { useRemember } from '../own-acts/own-acts-context.tsx';

export interface TeamFolding {
  readonly add: () => Promise<void>;
  /** Null: it was refused, which shows up as a notice. */
  readonly fold: (team: Team, to: FoldTeamBody['players_to']) => Promise<Team | null>;
  /** Takes back the fold that this team shows, and no later one. */
  readonly unfold: (team: Team) => Promise<void>;
}

/** Adding and folding teams, and bringing them back. */
export function useTeamFolding(): TeamFolding {
  const { t } = useTranslation('players');
  const { api, gameCode, store } = useDesk();
  const run = useRun();
  const notify = useNotify();
  const remember = useRemember();
  return {
    async add() {
      const team = await run(() => api.addTeam(gameCode, {}), 'add team');
      if (team !== null) notify(t('fold.added', { name: isolate(team.name) }));
    },
    async fold({ team_number: number, name }, players_to) {
      const { seq: seen_seq } = store.getView();
      const fold = { kind: 'fold', id: number, name } as const;
      const folded = await remember(
        { ...fold, version: 0 },
        () => api.foldTeam(gameCode, number, { players_to, seen_seq }),
        { press: `fold ${number}`, asAnswered: ({ folded_at }) => ({ ...fold, version: folded_at ?? 0 }) },
      );
      if (folded === null) return null;
      notify(t('fold.folded', { name: isolate(name) }));
      return folded.answer;
    },
    async unfold({ team_number: number, folded_at }) {
      const meant = folded_at === null ? {} : { folded_at };
      await run(() => api.unfoldTeam(gameCode, number, meant), `unfold ${number}`);
    },
  };
}
