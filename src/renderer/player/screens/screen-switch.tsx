import type { PhoneScreen } from '../model/screen-for.ts';
import { Ask } from './ask.tsx';
import { Claimed } from './claimed.tsx';
import { DoThis } from './do-this.tsx';
import { Cancelled, Done, Expired } from './ended.tsx';
import { GameOver } from './game-over.tsx';
import { Requested } from './requested.tsx';
import { Loading, Removed, Closed } from './status-screens.tsx';
import { ChooseTeam, NoTeam } from './team-choice.tsx';
import { WaitingForStart } from './waiting-for-start.tsx';

/** One thing a screen. */
export function ScreenSwitch({ screen }: { readonly screen: PhoneScreen }) {
  switch (screen.name) {
    case 'loading':
    case 'moved':
      return <Loading />;
    case 'closed':
      return <Closed why={screen.why} />;
    case 'removed':
      return <Removed />;
    case 'game_over':
      return <GameOver {...screen} />;
    case 'choose_team':
      return <ChooseTeam {...screen} />;
    case 'no_team':
      return <NoTeam />;
    case 'waiting':
      return <WaitingForStart {...screen} />;
    case 'ask':
      return <Ask {...screen} />;
    case 'requested':
      return <Requested {...screen} />;
    case 'do_this':
      return <DoThis {...screen} />;
    case 'claimed':
      return <Claimed {...screen} />;
    case 'done':
      return <Done {...screen} />;
    case 'expired':
      return <Expired {...screen} />;
    case 'cancelled':
      return <Cancelled {...screen} />;
    default:
      return screen satisfies never;
  }
}
