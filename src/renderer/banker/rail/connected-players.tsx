import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { PlayerButton } from '../components/player-button.tsx';
import { PresenceLabel } from '../components/presence-label.tsx';
import { playersOf, useDesk, useGame, useNamesToApprove } from '../desk/desk-context.ts';
import { OTHER_PAGES } from '../desk/pages.tsx';
import { attendance, nameMatches } from '../model/presence.ts';
import { AskFor } from '../players/ask-for.tsx';
import css from './rail.module.css';

/** Further names are found by searching. */
const NAMES_SHOWN = 60;

/** Who has joined, and whose phone is awake. */
export function ConnectedPlayers({ searchRef }: { readonly searchRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation('banker');
  const { hrefOf } = useDesk();
  const everybody = useGame(({ players }) => players);
  const presence = useGame((view) => view.presence);
  const [typed, setTyped] = useState('');
  const there = attendance(everybody, presence);
  const unseen = useNamesToApprove() ?? 0;

  return (
    <section className={css.connected} aria-labelledby="connected-title" data-part="connected">
      <header className={css.title}>
        <h2 id="connected-title">{t('connected.title')}</h2>
        {there.players > 0 && (
          <p className={css.number}>
            {t('connected.count', { connected: there.connected, players: there.players })}
          </p>
        )}
      </header>
      <input
        ref={searchRef}
        type="search"
        className={css.search}
        aria-label={t('connected.search')}
        placeholder={t('connected.search')}
        autoCorrect="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className={css.scroll}>
        {there.players === 0 ? (
          <p className={css.hint}>{t('connected.nobody')}</p>
        ) : (
          <Names players={playersOf(everybody).filter(({ removed }) => !removed)} typed={typed} />
        )}
      </div>
      {OTHER_PAGES.players !== undefined && (
        <a className={css.link} href={hrefOf('players')}>
          {t('connected.all')}
          {unseen > 0 && <span className={css.unseen}>{t('connected.unseen', { count: unseen })}</span>}
        </a>
      )}
    </section>
  );
}

function Names({ players, typed }: { readonly players: readonly Player[]; readonly typed: string }) {
  const { t } = useTranslation('banker');
  const teams = useGame((view) => view.teams);
  const { compareNames } = useFormat();
  const found = players
    .filter(({ player_name }) => nameMatches(player_name, typed))
    .toSorted((one, other) => compareNames(one.player_name, other.player_name));
  return (
    <>
      <ul className={css.names}>
        {found.slice(0, NAMES_SHOWN).map((player) => (
          <li key={player.player_id}>
            <span className={css.person}>
              <PlayerButton
                playerId={player.player_id}
                name={player.player_name}
                team={teams.find(({ team_number }) => team_number === player.team_number)}
              />
              <PresenceLabel player={player} />
            </span>
            {player.without_phone && <AskFor player={player} />}
          </li>
        ))}
      </ul>
      {found.length > NAMES_SHOWN && (
        <p className={css.hint}>{t('connected.more', { count: found.length - NAMES_SHOWN })}</p>
      )}
      {found.length === 0 && <p className={css.hint}>{t('connected.not_found')}</p>}
    </>
  );
}
