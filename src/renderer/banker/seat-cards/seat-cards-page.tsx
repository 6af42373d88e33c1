import { ArrowLeft, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { useFormat } from '../../shared/format.ts';
import { displayLink, isLoopbackLink } from '../../shared/join-link.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { SelectField } from '../components/fields.tsx';
import { PageLayout } from '../components/page-layout.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useDeskHostInfo } from '../hooks/use-desk-host-info.ts';
import { cardLinks, sheetsOf, type CardSheet, type WhoseCards } from './card-sheets.ts';
import { SeatCard } from './seat-card.tsx';
import { useCardTickets, type CardTickets } from './use-card-tickets.ts';
import css from './seat-cards.module.css';

/** Cards to cut out and hand round: each opens its player's seat on whatever phone scans it. */
export function SeatCardsPage() {
  const { t } = useTranslation('players');
  const { goTo, seat, gameCode } = useDesk();
  const format = useFormat();
  const info = useDeskHostInfo(seat);
  const players = useGame((view) => view.players);
  const teams = useGame((view) => view.teams);
  const [whose, setWhose] = useState<WhoseCards>('all');
  const [chosen, setChosen] = useState<string | null>(null);
  const { tickets, hasFailed, again } = useCardTickets();
  const links = info === null ? [] : cardLinks(info, location, gameCode);
  const link = links.find((each) => each === chosen) ?? links[0];
  const sheets = sheetsOf(players, teams, { whose, compareNames: format.compareNames });
  const count = sheets.reduce((sum, sheet) => sum + sheet.players.length, 0);
  const isReady = tickets !== null && link !== undefined;
  return (
    <PageLayout
      title={t('cards.title')}
      part="seat-cards"
      printsTitle={false}
      actions={
        <>
          <Button size="small" onPress={() => goTo('players')}>
            <ArrowLeft aria-hidden size={18} /> {t('cards.back')}
          </Button>
          <Button
            size="small"
            variant="main"
            disabled={!isReady || count === 0}
            onPress={() => window.print()}
          >
            <Printer aria-hidden size={18} /> {t('cards.print', { count, number: format.number(count) })}
          </Button>
        </>
      }
    >
      <div className={css.about}>
        <p>{t('cards.text')}</p>
        <p>{t('cards.once')}</p>
        <p>{t('cards.hidden')}</p>
      </div>
      <div className={css.choices}>
        <Whose whose={whose} onChange={setWhose} />
        {link !== undefined && <Where link={link} links={links} onChange={setChosen} />}
      </div>
      {hasFailed && (
        <div role="alert" className={css.failed}>
          <p>{t('cards.failed')}</p>
          <Button onPress={again}>{t('cards.again')}</Button>
        </div>
      )}
      {!hasFailed && !isReady && <output>{t('cards.making')}</output>}
      {count === 0 && <EmptyState title={t('cards.nobody_title')}>{t('cards.nobody')}</EmptyState>}
      {isReady && <Sheets sheets={sheets} link={link} tickets={tickets} />}
    </PageLayout>
  );
}

interface WhoseProps {
  readonly whose: WhoseCards;
  readonly onChange: (whose: WhoseCards) => void;
}

function Whose({ whose, onChange }: WhoseProps) {
  const { t } = useTranslation('players');
  const { compareNames } = useFormat();
  const players = useGame((view) => view.players);
  const teams = useGame((view) => view.teams);
  const ofTeams = sheetsOf(players, teams, { whose: 'all', compareNames }).map(({ team }) =>
    team === null
      ? { value: 'none', label: t('player.no_team'), whose: 'none' as const }
      : { value: String(team.team_number), label: team.name, whose: team.team_number },
  );
  const choices = [
    { value: 'all', label: t('cards.all'), whose: 'all' as const },
    { value: 'without_phone', label: t('cards.without_phone'), whose: 'without_phone' as const },
    ...ofTeams,
  ];
  return (
    <SelectField
      label={t('cards.whose')}
      value={String(whose)}
      choices={choices}
      onChange={(value) => onChange(choices.find((each) => each.value === value)?.whose ?? 'all')}
    />
  );
}

interface WhereProps {
  readonly link: string;
  readonly links: readonly string[];
  readonly onChange: (link: string) => void;
}

/** Where the codes lead. Whoever prints at home has another address in the hall. */
function Where({ link, links, onChange }: WhereProps) {
  const { t } = useTranslation('players');
  return (
    <div className={css.where}>
      <SelectField
        label={t('cards.where')}
        hint={t('cards.where_hint')}
        value={link}
        choices={links.map((each) => ({ value: each, label: displayLink(each) }))}
        onChange={onChange}
      />
      {isLoopbackLink(link) && <p className={css.warn}>{t('cards.loopback')}</p>}
    </div>
  );
}

interface SheetsProps {
  readonly sheets: readonly CardSheet[];
  readonly link: string;
  readonly tickets: CardTickets;
}

function Sheets({ sheets, link, tickets }: SheetsProps) {
  const { t } = useTranslation('players');
  const game = useGame((view) => view.game?.name ?? '');
  return (
    <div className={css.sheets}>
      {sheets.map(({ team, players }) => (
        <section key={team?.team_number ?? 'none'} className={css.sheet}>
          <header className={css.head}>
            {team !== null && <TeamBadge team={team} size="7mm" named />}
            <h3>{team === null ? t('player.no_team') : <bdi translate="no">{team.name}</bdi>}</h3>
            <bdi translate="no">{game}</bdi>
          </header>
          <ul className={css.cards}>
            {players.map((player) => {
              const ticket = tickets.get(player.player_id);
              // Not there for a moment: somebody has only just come.
              return ticket === undefined ? null : (
                <SeatCard key={player.player_id} player={player} team={team} link={link} ticket={ticket} />
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
