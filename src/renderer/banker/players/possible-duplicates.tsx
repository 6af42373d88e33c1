import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { isolate, BidiText } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { isOnScreen } from '../model/presence.ts';
import { ConfirmMerge } from './merge-player.tsx';
import { possibleDuplicates, type PossibleDuplicate } from './roster.ts';
import css from './players-page.module.css';

/** "Anna 2" joined while Anna's phone is away: perhaps the same person with a new phone. */
export function PossibleDuplicates({
  players,
  isHeld,
}: {
  readonly players: readonly Player[];
  /** Somebody is busy in the lists: nobody else is asked about, and nothing is pushed down. */
  readonly isHeld: boolean;
}) {
  const { t } = useTranslation('players');
  const presence = useGame((view) => view.presence);
  const { gameCode, storage } = useDesk();
  const [, setAnswered] = useState(0);
  const answer = (id: number) => `two-people.${gameCode}.${id}`;
  const alike = useMemo(
    () => possibleDuplicates(players, (id) => isOnScreen(presence.get(id))),
    [players, presence],
  );
  const [shown, setShown] = useState(alike);
  if (!isHeld && shown !== alike) setShown(alike);
  const duplicates = (isHeld ? shown : alike).filter(
    ({ newcomer }) => !storage.hasFlag(answer(newcomer.player_id)),
  );
  if (duplicates.length === 0) return null;
  return (
    <section className={css.notice} aria-labelledby="alike-title">
      <h3 id="alike-title">{t('duplicate.title')}</h3>
      <ul className={css.duplicates}>
        {duplicates.map((each) => (
          <DuplicateRow
            key={each.newcomer.player_id}
            duplicate={each}
            onDifferent={() => {
              storage.setFlag(answer(each.newcomer.player_id), true);
              setAnswered((count) => count + 1);
            }}
          />
        ))}
      </ul>
    </section>
  );
}

interface DuplicateRowProps {
  readonly duplicate: PossibleDuplicate;
  readonly onDifferent: () => void;
}

function DuplicateRow({ duplicate: { newcomer, old }, onDifferent }: DuplicateRowProps) {
  const { t } = useTranslation('players');
  const [sure, setSure] = useState(false);
  const names = { newcomer: isolate(newcomer.player_name), old: isolate(old.player_name) };
  return (
    <li data-line>
      <p>
        <BidiText>{t('duplicate.text', names)}</BidiText>
      </p>
      <Button size="small" onPress={() => setSure(true)}>
        <span>
          <BidiText>{t('duplicate.yes', names)}</BidiText>
        </span>
      </Button>
      <Button variant="quiet" size="small" onPress={onDifferent}>
        {t('duplicate.no')}
      </Button>
      <ConfirmMerge newcomer={newcomer} old={old} open={sure} onOpenChange={setSure} />
    </li>
  );
}
