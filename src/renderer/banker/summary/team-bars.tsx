import { useTranslation } from 'react-i18next';
import { FoldedMark } from '../../shared/components/folded-mark.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { share, type TeamResult } from './results.ts';
import css from './summary.module.css';
import barsCss from './team-bars.module.css';

/** How many challenges each team did, as bars in the team's colour with the number beside them. */
export function TeamBars({ results }: { readonly results: readonly TeamResult[] }) {
  const { t } = useTranslation('summary');
  const format = useFormat();
  const most = Math.max(...results.map(({ done }) => done));
  return (
    <section className={css.block} aria-labelledby="bars-title">
      <h4 id="bars-title">{t('bars')}</h4>
      <ol className={barsCss.bars} style={fitWords(results.map(({ team }) => team.name).join(' '))}>
        {results.map(({ team, done }) => (
          <li key={team.team_number}>
            <TeamBadge team={team} size="2rem" named />
            <span className={barsCss.barName} style={fitWords(team.name)}>
              <bdi translate="no">{team.name}</bdi> <FoldedMark team={team} />
            </span>
            <Bar colour={team.colour} percent={share(done, most)} />
            {done > 0 && (
              <span className={barsCss.barNumber}>
                <span aria-hidden="true">{format.number(done)}</span>
                <span className="visually-hidden">
                  {t('bar', { name: isolate(team.name), count: done, number: format.number(done) })}
                </span>
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Drawn with attributes alone: the CSP allows no inline styles, and SVG fills are kept in print. */
function Bar({ colour, percent }: { readonly colour: string; readonly percent: number }) {
  return (
    <svg className={barsCss.bar} aria-hidden="true" preserveAspectRatio="none">
      <rect className={barsCss.barTrack} width="100%" height="100%" rx="6" />
      {percent > 0 && (
        <rect
          className={barsCss.barFill}
          x="1"
          y="1"
          width={`${percent * 0.995}%`}
          height="94%"
          rx="6"
          fill={colour}
        />
      )}
    </svg>
  );
}
