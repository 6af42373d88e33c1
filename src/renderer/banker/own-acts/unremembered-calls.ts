/** What this page of the desk changes without being able to take it back by Undo. */
import type { HostClient } from '../../../client/host-client.ts';
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

/** @param onChange hears that one of them goes out, and returns what is called if it is refused; without an answer nobody knows */
export function withUnremembered(api: HostClient, onChange: () => () => void): HostClient {
  const telling = Object.fromEntries(
    CALLS.map((name) => {
      const call = api[name];
      return [
        name,
        async (...options: readonly unknown[]) => {
          const onRefused = onChange();
          try {
            return (await Reflect.apply(call, api, options)) as unknown;
          } catch (error) {
            if (isRefusal(error)) onRefused();
            throw error;
          }
        },
      ];
    }),
  );
  return { ...api, ...telling };
}
