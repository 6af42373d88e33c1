import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { isolate, Sentence } from '../../shared/locales/bidi-text.tsx';
import { Action } from '../components/button.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { MergeSure } from './merge-player.tsx';
import { likenesses, type Likeness } from './roster.ts';
import css from './players-page.module.css';

/** "Anna 2" came while the phone of "Anna" is away: perhaps the same person with a new phone. */
export function Likenesses({ players }: { readonly players: readonly Player[] }) {
  const { t } = useTranslation('people');
  const presence = useGame((view) => view.presence);
  const { gameCode, memory } = useDesk();
  const [, setAnswered] = useState(0);
  const answer = (id: number) => `two-people.${gameCode}.${id}`;
  const alike = likenesses(players, (id) => presence.get(id)?.connected === true).filter(
    ({ newcomer }) => !memory.isDone(answer(newcomer.player_id)),
  );
  if (alike.length === 0) return null;
  return (
    <section className={css.notice} aria-labelledby="alike-title">
      <h3 id="alike-title">{t('likeness.title')}</h3>
      <ul className={css.alike}>
        {alike.map((each) => (
          <Alike
            key={each.newcomer.player_id}
            likeness={each}
            onDifferent={() => {
              memory.keepDone(answer(each.newcomer.player_id), true);
              setAnswered((count) => count + 1);
            }}
          />
        ))}
      </ul>
    </section>
  );
}

interface AlikeProps {
  readonly likeness: Likeness;
  readonly onDifferent: () => void;
}

function Alike({ likeness: { newcomer, old }, onDifferent }: AlikeProps) {
  const { t } = useTranslation('people');
  const [sure, setSure] = useState(false);
  const names = { newcomer: isolate(newcomer.player_name), old: isolate(old.player_name) };
  return (
    <li>
      <p>
        <Sentence>{t('likeness.text', names)}</Sentence>
      </p>
      <Action size="small" onPress={() => setSure(true)}>
        <span>
          <Sentence>{t('likeness.yes', names)}</Sentence>
        </span>
      </Action>
      <Action kind="quiet" size="small" onPress={onDifferent}>
        {t('likeness.no')}
      </Action>
      <MergeSure newcomer={newcomer} old={old} open={sure} onOpenChange={setSure} />
    </li>
  );
}
