import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { AssignSeveralBody, SeveralResponse } from '../../../protocol/rest-schemas.ts';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useOwnAnswers, useRun } from '../desk/notices.tsx';
import { assignmentBody, type ExerciseOption } from '../model/exercise-options.ts';
import { useOwnActs } from '../own-acts/own-acts-context.tsx';
import { membersOf } from '../own-acts/own-acts.ts';
import { isRefusal } from '../own-acts/refusals.ts';
import { useSaySkipped } from '../own-acts/use-say-skipped.ts';

export interface Gift {
  readonly challenge: Challenge;
  readonly exercise: ExerciseOption;
}

/**
 * Gives several players their exercises in one act, which one Undo takes back. Who no longer waits gets nothing, and a notice says who
 * that is, except for those whom this page has only just given something or cancelled. Resolves with the host's answer; null if there
 * was none, or nothing was changed.
 */
export function useGiveSeveral(): (gifts: readonly Gift[]) => Promise<SeveralResponse | null> {
  const { t } = useTranslation('banker');
  const { api, gameCode } = useDesk();
  const run = useRun();
  const ownActs = useOwnActs();
  const ownAnswers = useOwnAnswers();
  const announce = useAnnounce();
  const saySkipped = useSaySkipped();
  return async (meant) => {
    const gifts = meant.filter(({ challenge }) => !ownAnswers.isAwaited(challenge));
    const [first] = gifts;
    if (first === undefined) return null;
    const { id, version } = first.challenge;
    const give = async () => {
      const act = ownActs.begin({
        kind: 'give_several',
        id,
        version: version + 1,
        members: gifts.map(({ challenge }) => ({ id: challenge.id, version: challenge.version + 1 })),
      });
      try {
        const given = await api.assignSeveral(gameCode, bodyOf(gifts));
        if (given.done.length === 0) ownActs.retract(act);
        else ownActs.confirm({ ...act, members: membersOf(given) }, act.version);
        return given;
      } catch (error) {
        if (isRefusal(error)) ownActs.retract(act);
        throw error;
      }
    };
    const answer = await run(() => ownActs.during(give), 'give several');
    if (answer === null) return null;
    if (answer.skipped.length > 0) saySkipped('given', answer);
    else announce.polite(t('several.given', { count: answer.done.length }));
    return answer;
  };
}

/** Each exercise once, with all who get it. */
function bodyOf(gifts: readonly Gift[]): AssignSeveralBody {
  const getters = new Map<ExerciseOption, number[]>();
  for (const { challenge, exercise } of gifts)
    getters.set(exercise, [...(getters.get(exercise) ?? []), challenge.id]);
  return {
    items: [...getters].map(([exercise, challenge_ids]) => ({ challenge_ids, ...assignmentBody(exercise) })),
  };
}
