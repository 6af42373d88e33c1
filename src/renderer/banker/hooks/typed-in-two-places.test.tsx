// @vitest-environment happy-dom
/** What two desks type at the same time: neither takes back what the other has put elsewhere, and each says what it saw. */
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WifiReport } from '../../../protocol/wifi.ts';
import { LiveRegions } from '../../shared/components/live-regions.tsx';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aTeam } from '../../shared/shapes.fixtures.ts';
import { DeskProvider, type DeskContextValue } from '../desk/desk-context.ts';
import { NoticesProvider } from '../desk/notices.tsx';
import { WifiDialog } from '../joining/wifi-dialog.tsx';
import type { ExerciseOption } from '../model/exercise-options.ts';
import { TeamName } from '../teams/team-name.tsx';
import { useExerciseList } from './use-exercise-list.ts';

const i18n = englishWords();
const HALL = { ssid: 'Hall', security: 'wpa', password: 'Zebra crossing', hidden: false } as const;
const WIFI: WifiReport = { read_ssid: null, network: HALL, on_board: false, stored: false };
let root: Root;
let asked: unknown[];

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const page = document.createElement('div');
  document.body.replaceChildren(page);
  root = createRoot(page);
  asked = [];
});
afterEach(() => act(async () => root.unmount()));

const answer = async (...call: unknown[]) => void asked.push(call.at(-1));
const desk = {
  api: { changeTeam: answer },
  laptop: { changeWifi: answer },
  gameCode: 'ABC234',
} as Partial<Record<keyof DeskContextValue, unknown>> as DeskContextValue;
const show = (form: ReactNode) =>
  act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <LiveRegions>
          <NoticesProvider>
            <DeskProvider value={desk}>{form}</DeskProvider>
          </NoticesProvider>
        </LiveRegions>
      </I18nextProvider>,
    ),
  );
const field = () => document.querySelector<HTMLInputElement>('input[type="text"]') ?? expect.fail('no field');
const type = (text: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), text);
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });
const submit = () => act(async () => field().form?.requestSubmit());
const box = (words: string) =>
  [...document.querySelectorAll('label')].find(({ textContent }) => textContent.startsWith(words));
const wifi = (report: WifiReport) =>
  show(<WifiDialog wifi={report} onClose={() => undefined} onChanged={() => undefined} />);

it('the Wi-Fi: what was typed, and what stood there when it was opened', async () => {
  await wifi(WIFI);
  await type('Hut');
  // Another desk has changed the password, and shows it.
  await wifi({ ...WIFI, network: { ...HALL, password: 'Another one' }, on_board: true });
  await submit();
  expect(asked).toEqual([{ network: { ...HALL, ssid: 'Hut' }, expected_network: HALL }]);
});

it('the Wi-Fi: where it is shown, without what it is', async () => {
  await wifi(WIFI);
  await act(async () => box('Show')?.click());
  await submit();
  expect(asked).toEqual([{ on_board: true }]);
});

it('the Wi-Fi: nothing where nothing was changed', async () => {
  await wifi(WIFI);
  await submit();
  expect(asked).toEqual([]);
});

it('the name of a team: in the place of the one that stood there when typing began', async () => {
  await show(<TeamName team={aTeam({ name: 'Foxes' })} label="Name" />);
  await type('Bears');
  await show(<TeamName team={aTeam({ name: 'Owls' })} label="Name" />);
  await act(async () => {
    field().dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  });
  expect(asked).toEqual([{ name: 'Bears', expected_name: 'Foxes' }]);
});

it('the list of exercises: as the other tab has left it', async () => {
  let kept: readonly ExerciseOption[] = [];
  const storage = {
    exercises: () => kept,
    saveExercises: (_code: string, changed: readonly ExerciseOption[]) => {
      kept = changed;
    },
  };
  function List() {
    const [list] = useExerciseList(storage, 'ABC234');
    return <p>{list.map((each) => each.type).join(' ')}</p>;
  }
  await show(<List />);
  const hops = { type: 'own_1' } as Partial<ExerciseOption> as ExerciseOption;
  kept = [hops];
  await act(async () => void dispatchEvent(new Event('storage')));
  expect(document.querySelector('p')?.textContent).toBe('own_1');
});
