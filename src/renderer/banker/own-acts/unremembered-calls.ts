/** What this page of the desk changes without being able to take it back by Undo. */
import type { HostClient } from '../../../client/host-client.ts';
import type { ChangeGameBody } from '../../../protocol/rest-schemas.ts';
import { isRefusal } from './refusals.ts';

/** Some of them also serve acts that are remembered, or their undo: what is remembered afterwards is the last act again. */
const CALLS = [
  'start',
  'pause',
  'resume',
  'end',
  'changeGame',
  'addPlayer',
  'changePlayer',
  'restorePlayer',
  'removePlayers',
  'restorePlayers',
  'mergePlayer',
  'changeTeam',
  'addTeam',
  'unfoldTeam',
] as const satisfies readonly (keyof HostClient)[];

interface Listeners {
  /** One of them goes out. Returns what is called if it is refused; without an answer nobody knows. */
  readonly onChange: () => () => void;
  /** What takes itself back when it is pressed once more: pausing and going on, locking and unlocking. */
  readonly onToggle: () => void;
}

export function withUnremembered(api: HostClient, { onChange, onToggle }: Listeners): HostClient {
  const tell = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    const onRefused = onChange();
    try {
      return await call();
    } catch (error) {
      if (isRefusal(error)) onRefused();
      throw error;
    }
  };
  const toggle = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    onToggle();
    return call();
  };
  const telling = Object.fromEntries(
    CALLS.map((name) => {
      const call = api[name];
      return [
        name,
        (...options: readonly unknown[]) => tell(async () => Reflect.apply(call, api, options) as unknown),
      ];
    }),
  );
  return {
    ...api,
    ...telling,
    pause: (...to) => toggle(() => api.pause(...to)),
    resume: (...to) => toggle(() => api.resume(...to)),
    changeGame: (code, body, o) => (isLock(body) ? toggle : tell)(() => api.changeGame(code, body, o)),
  };
}

function isLock({ settings = {}, ...others }: ChangeGameBody): boolean {
  const { locked, ...otherSettings } = settings;
  return locked !== undefined && Object.keys({ ...others, ...otherSettings }).length === 0;
}
