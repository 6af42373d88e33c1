import type { RefObject } from 'react';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { JoinCard } from '../joining/join-card.tsx';
import { PlayerPanel } from '../players/player-panel.tsx';
import { ConnectedPlayers } from './connected-players.tsx';
import { Standings } from './standings.tsx';
import { Warnings } from './warnings.tsx';
import css from './rail.module.css';

interface RailProps {
  readonly info: HostInfo | null;
  readonly report: DoctorReport | null;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

/** The right side of the desk: joining and players, or the selected player. */
export function Rail({ info, report, searchRef }: RailProps) {
  const { selectedPlayerId } = useDesk();
  const begun = useGame(({ game }) => game !== null && game.status !== 'waiting');
  return (
    <aside className={css.rail} data-chosen={selectedPlayerId !== null}>
      <Warnings info={info} />
      {selectedPlayerId === null ? (
        <>
          {begun && <Standings />}
          {begun && <JoinCard info={info} report={report} size="small" />}
          <ConnectedPlayers searchRef={searchRef} />
        </>
      ) : (
        <div className={css.player}>
          <PlayerPanel key={selectedPlayerId} playerId={selectedPlayerId} />
        </div>
      )}
    </aside>
  );
}
