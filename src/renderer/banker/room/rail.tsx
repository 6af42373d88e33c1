import type { RefObject } from 'react';
import { useDesk } from '../desk/deskwork.tsx';
import { PlayerPanel } from '../players/player-panel.tsx';
import { AskFor } from './ask-for.tsx';
import { Connected } from './connected.tsx';
import { JoinPanel } from './join-panel.tsx';
import { useHostInfo } from './use-host-info.ts';
import { Warnings } from './warnings.tsx';
import styles from './room.module.css';

/** The desk's right side: the room, or the player that was chosen. */
export function Rail({ searchRef }: { readonly searchRef: RefObject<HTMLInputElement | null> }) {
  const { chosen } = useDesk();
  const info = useHostInfo();
  return (
    <aside className={styles['rail']}>
      <Warnings info={info} />
      {chosen === null ? (
        <>
          <JoinPanel info={info} />
          <Connected searchRef={searchRef} />
        </>
      ) : (
        <>
          <PlayerPanel key={chosen} playerId={chosen} />
          <AskFor playerId={chosen} />
        </>
      )}
    </aside>
  );
}
