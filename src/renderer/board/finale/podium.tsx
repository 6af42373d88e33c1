import { clsx } from 'clsx';
import { Trophy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { BUILDINGS } from '../../../game/catalogue.ts';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { FoldedMark } from '../../shared/components/folded-mark.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useFormat } from '../../shared/format.ts';
import { revealedBy, revealedSoFar } from '../../shared/results/finale.ts';
import type { Standing } from '../../shared/standings.ts';
import { SnugName } from './snug-name.tsx';
import css from './podium.module.css';

interface PodiumProps {
  readonly step: 'third' | 'second' | 'first';
  readonly teams: readonly Team[];
}

/** One place, as large as the wall; below it, small, the places that have been revealed before. */
export function Podium({ step, teams }: PodiumProps) {
  const { t } = useTranslation('results');
  const shown = revealedBy(step, teams);
  const before = revealedSoFar(step, teams).filter(
    (standing) => !shown.includes(standing) && !isOn(shown, standing),
  );
  return (
    <div className={css.podium}>
      <h1 className={css.place} data-place={step}>
        {step === 'first' && <Trophy aria-hidden="true" />}
        {t(shown.length > 1 ? `finale.place_shared.${step}` : `finale.place.${step}`)}
      </h1>
      <ul className={clsx(css.teams, shown.length > 1 && css.several, shown.length > 4 && css.many)}>
        {shown.map((standing) => (
          <OnPlace key={standing.team.team_number} standing={standing} />
        ))}
      </ul>
      {before.length > 0 && (
        <ol className={css.before}>
          {before.toReversed().map(({ team, place, built }) => (
            <BeforePlace key={team.team_number} team={team} place={place} built={built} />
          ))}
        </ol>
      )}
    </div>
  );
}

const isOn = (shown: readonly Standing[], { team }: Standing) =>
  shown.some((other) => other.team.team_number === team.team_number);

function OnPlace({ standing: { team, built } }: { readonly standing: Standing }) {
  const { t } = useTranslation('results');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  return (
    <li>
      <TeamBadge team={team} size="1.5em" named />
      <div className={css.words}>
        <SnugName key={team.name} name={team.name} />
        <p className={css.under}>
          <strong className={css.built}>
            {t('finale.built', { count: built, number: format.number(built) })}
          </strong>{' '}
          <FoldedMark team={team} />
        </p>
        <ul className={css.buildings}>
          {BUILDINGS.filter((building) => (team.tally[building] ?? 0) > 0).map((building) => (
            <li key={building} aria-label={tShared(`buildings.${building}`)}>
              <BuildingIcon building={building} size="1.2em" />
              {format.number(team.tally[building] ?? 0)}
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

function BeforePlace({ team, place, built }: Pick<Standing, 'team' | 'place' | 'built'>) {
  const { t } = useTranslation('results');
  const { t: tEvening } = useTranslation('evening');
  const format = useFormat();
  return (
    <li>
      {place !== null && (
        <span className={css.number}>{tEvening('standings.place', { number: format.number(place) })}</span>
      )}
      <TeamBadge team={team} size="1.5em" named />
      <bdi translate="no">{team.name}</bdi>
      <FoldedMark team={team} />
      <span className={css.number}>{t('finale.built', { count: built, number: format.number(built) })}</span>
    </li>
  );
}
