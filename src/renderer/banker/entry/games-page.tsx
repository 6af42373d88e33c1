import { Archive, Dumbbell, RotateCcw } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Game } from '../../../protocol/entity-schemas.ts';
import type { Template } from '../../../protocol/library.ts';
import type { NotOpenedGame } from '../../../protocol/rest-schemas.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { LanguageSelect } from '../../shared/components/language-select.tsx';
import { usePolled } from '../../shared/hooks/use-polled.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useDeskFormat } from '../components/desk-format.ts';
import { meantEnd } from '../desk/meant-game.ts';
import { NoticePlace, useRead, useRun } from '../desk/notices.tsx';
import { OTHER_PAGES } from '../desk/pages.tsx';
import { useHeardHostInfo } from '../desk/save-trouble-context.ts';
import { StorageAlarm } from '../desk/storage-alarm.tsx';
import { exercisesOf } from '../library/library-options.ts';
import { GameWarnings } from '../safekeeping/game-warnings.tsx';
import { routeHash } from './desk-route.ts';
import type { DeskStorage } from './desk-storage.ts';
import type { HashRouter } from './hash-router.ts';
import { NewGameForm } from './new-game-form.tsx';
import { newestGames } from './newest-games.ts';
import { NotOpenedGames } from './not-opened-games.tsx';
import { ownerApi } from './owner-laptop.ts';
import { SignedInAs } from './signed-in-as.tsx';
import css from './games-page.module.css';

/** The host may still be starting. */
const PATIENCE = { retryForMs: 60_000 };
const ASK_EVERY_MS = 3_000;

type GamesAnswer = Awaited<ReturnType<typeof ownerApi.games>>;
const askForGames = ({ signal }: { readonly signal: AbortSignal }) => ownerApi.games({ signal });
const LIBRARY = routeHash({ gameCode: null, seat: OWNER_SEAT_ID, page: 'library' });
const SAFEKEEPING = routeHash({ gameCode: null, seat: OWNER_SEAT_ID, page: 'safekeeping' });

interface GamesPageProps {
  readonly storage: DeskStorage;
  readonly router: HashRouter;
}

/** All games on this laptop, newest first, and a form for a new one. */
export function GamesPage({ storage, router }: GamesPageProps) {
  const { t } = useTranslation('banker');
  const { games, notOpened } = useGames();
  const isFirst = games?.length === 0 && notOpened.length === 0;
  // The host's own owner has no name, and stays.
  const ownerName = useHeardHostInfo(OWNER_SEAT_ID)?.owner_name;
  useEffect(() => {
    storage.saveLastSeat({ seat: OWNER_SEAT_ID, gameCode: null });
    document.title = t('games.title');
  }, [storage, t]);

  const created = (game: Game, template: Template | null) => {
    if (template !== null) storage.saveExercises(game.game_code, exercisesOf(template));
    router.navigate({
      gameCode: game.game_code,
      seat: OWNER_SEAT_ID,
      page: OTHER_PAGES.setup === undefined ? 'desk' : 'setup',
    });
  };
  const made = (gameCode: string) => router.navigate({ gameCode, seat: OWNER_SEAT_ID, page: 'desk' });
  return (
    <main className={css.games} data-part="games" data-first={isFirst}>
      <header className={css.head}>
        <h1>{isFirst ? t('games.none_title') : t('games.title')}</h1>
        <div className={css.ways}>
          <a className={css.way} href={SAFEKEEPING}>
            <Archive aria-hidden size={18} /> {t('games.safekeeping')}
          </a>
          <a className={css.way} href={LIBRARY}>
            <Dumbbell aria-hidden size={18} /> {t('games.exercises')}
          </a>
          <LanguageSelect />
          {ownerName !== undefined && <SignedInAs name={ownerName} />}
        </div>
      </header>
      <div>
        <StorageAlarm />
        <GameWarnings withLink />
      </div>
      {games === null && <output className={css.quiet}>{t('games.loading')}</output>}
      {isFirst && <p className={css.teach}>{t('games.none')}</p>}
      {games !== null && <NewGameForm api={ownerApi} onCreated={created} />}
      {games !== null && !isFirst && (
        <GameList areOwn={ownerName !== undefined} onMade={made} {...{ games, notOpened, storage }} />
      )}
      <NoticePlace />
    </main>
  );
}

/** Other desks and the laptop itself start and end games, too. */
function useGames(): Pick<GameListProps, 'notOpened'> & { readonly games: readonly Game[] | null } {
  const ask = useRead();
  const [first, setFirst] = useState<GamesAnswer | null>(null);
  useEffect(() => {
    // Says so if they cannot be had, which asking again does not.
    void ask(() => ownerApi.games(PATIENCE)).then(setFirst);
  }, [ask]);
  const latest = usePolled(askForGames, ASK_EVERY_MS) ?? first;
  const games = useMemo(() => (latest === null ? null : newestGames(latest.items)), [latest]);
  return { games, notOpened: latest?.not_opened ?? [] };
}

interface GameListProps {
  readonly games: readonly Game[];
  readonly notOpened: readonly NotOpenedGame[];
  /** Others have games here, too. */
  readonly areOwn: boolean;
  readonly storage: DeskStorage;
  /** With the code of a game in which people play again. */
  readonly onMade: (gameCode: string) => void;
}

function GameList({ games, notOpened, areOwn, storage, onMade }: GameListProps) {
  const { t } = useTranslation('banker');
  return (
    <section className={css.list} aria-labelledby="games-list">
      <h2 id="games-list">{t(areOwn ? 'games.list_own' : 'games.list')}</h2>
      <ul>
        {games.map((game) => (
          <li key={game.game_id}>
            <GameLine game={game} />
            {game.status === 'completed' && game.next_game_code === null && (
              <PlayAgain game={game} storage={storage} onMade={onMade} />
            )}
          </li>
        ))}
        <NotOpenedGames api={ownerApi} games={notOpened} />
      </ul>
    </section>
  );
}

function PlayAgain({
  game,
  storage,
  onMade,
}: Pick<GameListProps, 'storage' | 'onMade'> & { readonly game: Game }) {
  const { t } = useTranslation('banker');
  const run = useRun();
  const playAgain = async () => {
    const made = await run(() => ownerApi.playAgain(game.game_code, meantEnd(game)), 'next_game');
    if (made === null) return;
    storage.saveExercises(made.game_code, storage.exercises(game.game_code));
    onMade(made.game_code);
  };
  return (
    <Button
      size="small"
      label={t('games.again_of', { name: isolate(game.name) })}
      onPress={() => void playAgain()}
    >
      <RotateCcw aria-hidden size={18} /> {t('games.again')}
    </Button>
  );
}

function GameLine({ game }: { readonly game: Game }) {
  const { t } = useTranslation('banker');
  const format = useDeskFormat();
  return (
    <a className={css.line} href={`#game=${game.game_code}&seat=${OWNER_SEAT_ID}`}>
      <span className={css.name}>
        <bdi translate="no">{game.name}</bdi>
      </span>
      <span className={css.code} translate="no" data-words="none">
        {game.game_code}
      </span>
      <span className={css.quiet}>
        <span translate="no" data-words="none">
          {format.dayAndTime(game.created_at)}
        </span>
        {' · '}
        {t('games.teams_count', { count: game.team_count })}
      </span>
      <span className={css.status} data-status={game.status}>
        {t(`status.${game.status}`)}
      </span>
    </a>
  );
}
