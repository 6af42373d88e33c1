/** Notices about calls that were refused or lost. That the laptop can't save at all is an alarm of its own. */
import { Undo2, X } from 'lucide-react';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Emitter } from '../../../client/emitter.ts';
import { throwUncaught } from '../../../client/environment.ts';
import { isChallenge } from '../../../client/guards/entity-guards.ts';
import { isSeveralResponse } from '../../../client/guards/response-guards.ts';
import { HostError } from '../../../client/host-client.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { Problem } from '../../../protocol/problems.ts';
import { exerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { PressesContext } from '../components/presses-context.ts';
import { ProblemWords } from '../components/problem-words.tsx';
import { createOwnAnswers, type OwnAnswers } from '../model/own-answers.ts';
import { createPresses } from '../model/presses.ts';
import { createSaveTrouble } from '../model/save-trouble.ts';
import { createTurns, type Turns } from '../model/turns.ts';
import { SaveTroubleContext } from './save-trouble-context.ts';
import css from './notices.module.css';

export interface Notice {
  readonly kind: 'refused' | 'away' | 'info';
  readonly problem: Problem | null;
  readonly text: string | null;
  /** What can be done about it. */
  readonly action: NoticeAction | null;
}

interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
  /** It is the undo of what this page did last, which is offered in one place only: at the foot of the desk it is hidden. */
  readonly isOwnUndo?: boolean;
}

/**
 * Makes a call and shows a notice if it is refused, unless all that stands in its way is what this page has just done itself. Returns
 * the answer, or null if there is none.
 * @param press names what was pressed: pressed again before the answer, it runs once; if that takes long, the button with this `press` shows it.
 * @param onRefused gets the refusal instead of a notice, to be said where it was pressed; not when the laptop can't save at all.
 */
type Run = <Answer>(
  call: () => Promise<Answer>,
  press?: string,
  onRefused?: (problem: Problem) => void,
) => Promise<Answer | null>;

interface Notices {
  readonly notice: Notice | null;
  readonly run: Run;
  readonly read: Run;
  /** What the host answered to this desk's commands. */
  readonly answers: Emitter<unknown>;
  readonly ownAnswers: OwnAnswers;
  readonly notify: (text: string, action?: NoticeAction) => void;
  readonly dismiss: () => void;
  readonly turns: Turns;
}

const NoticesContext = createContext<Notices | null>(null);

/** How long a notice stays, ms. Nothing is lost with it: the lists show the state anyway. */
const NOTICE_MS = 12_000;

export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const [trouble] = useState(() => createSaveTrouble(() => performance.now()));
  const [presses] = useState(createPresses);
  const [turns] = useState(createTurns);
  const [answers] = useState(() => new Emitter<unknown>(throwUncaught));
  const [ownAnswers] = useState(() => createOwnAnswers(() => performance.now()));

  const read = useCallback<Run>(
    async <Answer,>(call: () => Promise<Answer>, press?: string, onRefused?: (problem: Problem) => void) => {
      if (press !== undefined && !presses.begin(press)) return null;
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        const { problem } = error;
        if (problem !== null && trouble.refused(problem)) return null;
        if (problem !== null && ownAnswers.isOwnDoing(problem)) return null;
        else if (problem !== null && onRefused !== undefined) onRefused(problem);
        else setNotice({ kind: problem === null ? 'away' : 'refused', problem, text: null, action: null });
        return null;
      } finally {
        if (press !== undefined) presses.end(press);
      }
    },
    [ownAnswers, presses, trouble],
  );
  const run = useCallback<Run>(
    (call, ...press) =>
      read(
        async () => {
          const answer = await call();
          trouble.saved();
          ownAnswers.heard(challengesIn(answer));
          answers.emit(answer);
          return answer;
        },
        ...press,
      ),
    [answers, ownAnswers, read, trouble],
  );
  const notify = useCallback<Notices['notify']>(
    (text, action) => setNotice({ kind: 'info', problem: null, text, action: action ?? null }),
    [],
  );
  const dismiss = useCallback(() => setNotice(null), []);

  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setTimeout(dismiss, NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice, dismiss]);

  const value = useMemo(
    () => ({ notice, run, read, answers, ownAnswers, notify, dismiss, turns }),
    [notice, run, read, answers, ownAnswers, notify, dismiss, turns],
  );
  return (
    <NoticesContext.Provider value={value}>
      <SaveTroubleContext value={trouble}>
        <PressesContext.Provider value={presses}>{children}</PressesContext.Provider>
      </SaveTroubleContext>
    </NoticesContext.Provider>
  );
}

/** The challenges that a call has changed, by its answer. */
function challengesIn(answer: unknown): readonly Challenge[] {
  if (isSeveralResponse(answer)) return answer.done;
  return isChallenge(answer) ? [answer] : [];
}

function useNotices(): Notices {
  const notices = useContext(NoticesContext);
  if (notices === null) throw new Error('useNotices needs a NoticesProvider around it.');
  return notices;
}

/** Every action on the desk goes through this. */
export function useRun(): Run {
  return useNotices().run;
}

/**
 * As `useRun`, for what is only asked: it changes nothing, and no list that is held under a pointer may be let go for it, as for what the
 * banker does.
 */
export function useRead(): Run {
  return useNotices().read;
}

/** Hears what the host answers to this desk's commands, whatever part of it made them. What is only read is none. */
export function useAnswers(): Emitter<unknown> {
  return useNotices().answers;
}

/** What the host has answered to this page about challenges, perhaps before it has been seen. */
export function useOwnAnswers(): OwnAnswers {
  return useNotices().ownAnswers;
}

/** The buttons of this page whose place is taken by their opposite. */
export function useTurns(): Turns {
  return useNotices().turns;
}

/** Whether the notice that is shown offers to undo what this page did last. */
export function useIsOwnUndoAsked(): boolean {
  return useNotices().notice?.action?.isOwnUndo === true;
}

export function useNotify(): Notices['notify'] {
  return useNotices().notify;
}

/**
 * Where notices appear, in the flow of the page: they cover nothing that can be pressed or read. At the end of a page that is scrolled
 * as a whole, it stays at the foot of the window. It is there from the start, so that screen readers announce them.
 */
export function NoticePlace() {
  const { notice, dismiss } = useNotices();
  const { t } = useTranslation('banker');
  return (
    <output className={css.place}>
      {notice !== null && (
        <div className={css.notice} data-kind={notice.kind} data-part="notice">
          <NoticeWords notice={notice} />
          {notice.action !== null && <ActionButton action={notice.action} onDone={dismiss} />}
          <Button variant="quiet" size="small" label={t('close')} onPress={dismiss}>
            <X aria-hidden size={16} />
          </Button>
        </div>
      )}
    </output>
  );
}

function ActionButton({ action, onDone }: { readonly action: NoticeAction; readonly onDone: () => void }) {
  return (
    <Button
      size="small"
      className={css.action}
      onPress={() => {
        onDone();
        action.run();
      }}
    >
      <Undo2 aria-hidden size={16} /> {action.label}
    </Button>
  );
}

function NoticeWords({ notice: { kind, problem, text } }: { readonly notice: Notice }) {
  const { t } = useTranslation('banker');
  if (kind === 'info') return <p>{text}</p>;
  if (problem === null) return <p>{t('notice.away')}</p>;
  return <RefusalWords problem={problem} />;
}

/** Why the host refused something, and what or who stands in the way. */
export function RefusalWords({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation('banker');
  const challenge = problem.challenge;
  return (
    <p>
      <ProblemWords problem={problem} /> {challenge !== undefined && <PresentState challenge={challenge} />}
      {problem.holder !== undefined && (
        <>
          {' '}
          <BidiText>{t('refused.holder', { name: isolate(problem.holder.player_name) })}</BidiText>
        </>
      )}
    </p>
  );
}

function PresentState({ challenge }: { readonly challenge: Challenge }) {
  const { t } = useTranslation('banker');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  return (
    <>
      <BidiText>
        {t('refused.present_state', {
          name: isolate(challenge.player_name),
          building: tShared(`buildings.${challenge.building_type}`),
          status: t(`statuses.${challenge.status}`),
        })}
      </BidiText>
      {challenge.challenge_description !== null && challenge.status === 'assigned' && (
        <>
          {' '}
          (<bdi>{exerciseText(tShared, format, challenge)}</bdi>)
        </>
      )}
      .
    </>
  );
}
