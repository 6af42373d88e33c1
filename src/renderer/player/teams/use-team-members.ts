import { useEffect, useState } from 'react';
import { HostError } from '../../../client/host-error.ts';
import type { EventFrame } from '../../../protocol/frames.ts';
import type { TeamMembersResponse } from '../../../protocol/rest-schemas.ts';
import { useGameContext } from '../game/game-context.ts';
import { membersAfter } from '../model/team-members.ts';

interface Members {
  /** Null: not told yet. */
  readonly members: TeamMembersResponse | null;
  readonly failed: boolean;
}

/** Who is where: asked for once a connection and snapshot, followed by its events. */
export function useTeamMembers(): Members {
  const { session, view } = useGameContext();
  const { snapshots } = view;
  const isLive = view.connection === 'live';
  const [known, setKnown] = useState<Members>({ members: null, failed: false });
  useEffect(() => {
    if (!isLive) return undefined;
    const { api, store, seat } = session;
    const leaving = new AbortController();
    let members: TeamMembersResponse | null = null;
    let early: readonly EventFrame[] = [];
    const stop = store.drawn.onEvents((frames) => {
      if (members === null) early = [...early, ...frames];
      else {
        members = membersAfter(members, frames, seat.playerId);
        setKnown({ members, failed: false });
      }
    });
    const ask = async () => {
      try {
        const told = await api.teamMembers(seat.code, { signal: leaving.signal });
        members = membersAfter(told, early, seat.playerId);
        setKnown({ members, failed: false });
      } catch (error) {
        if (leaving.signal.aborted) return;
        setKnown({ members: null, failed: true });
        if (!(error instanceof HostError)) throw error;
      }
    };
    void ask();
    return () => {
      stop();
      leaving.abort();
    };
    // Another snapshot is a reason to ask again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [session, isLive, snapshots]);
  return known;
}
