// @vitest-environment happy-dom
/** The doctor's page, as the banker reads it. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { GameStore, GameView } from '../../../client/game-view.ts';
import { HostError } from '../../../client/host-error.ts';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { DeskProvider, type DeskContextValue } from '../desk/desk-context.ts';
import { NoticesProvider } from '../desk/notices.tsx';
import { DoctorPage } from './doctor-page.tsx';
import { DOCTOR_REPORTS } from './doctor-reports.fixtures.ts';

const i18n = englishWords();
let root: Root;
let page: HTMLElement;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
});

afterEach(async () => {
  await act(async () => root.unmount());
  page.remove();
});

/** Shows the page of a desk whose host answers like this, until the first answer is in. */
async function show(answer: () => Promise<DoctorReport>): Promise<void> {
  const view = { players: [], presence: new Map() } as Partial<GameView> as GameView;
  const drawn = { getView: () => view, subscribe: () => () => undefined, onEvents: () => () => undefined };
  const store = { hostNow: () => Date.now(), drawn } as Partial<GameStore> as GameStore;
  const laptop = { doctor: answer } as Partial<DeskContextValue['laptop']> as DeskContextValue['laptop'];
  const desk = {
    store,
    laptop,
    hrefOf: (to: string) => `#page=${to}`,
  } as Partial<DeskContextValue> as DeskContextValue;
  await act(async () => {
    root.render(
      <I18nextProvider i18n={i18n}>
        <NoticesProvider>
          <DeskProvider value={desk}>
            <DoctorPage />
          </DeskProvider>
        </NoticesProvider>
      </I18nextProvider>,
    );
  });
}

const all = (selector: string) => [...page.querySelectorAll(selector)];
const texts = (selector: string) => all(selector).map(({ textContent }) => textContent);

it.each(Object.entries(DOCTOR_REPORTS))(
  'shows every rung, cause and command of "%s", and no key',
  async (_name, make) => {
    const report = make();
    await show(() => Promise.resolve(report));
    const shown = all('[data-rung]').map((rung) => rung.getAttribute('data-state'));
    expect(shown).toEqual(report.rungs.map(({ state }) => state));
    expect(all('[data-cause]').map((item) => item.getAttribute('data-cause'))).toEqual(
      report.causes.map(({ code }) => code),
    );
    expect(texts('code')).toEqual(report.causes.flatMap(({ command }) => command ?? []));
    expect(page.textContent).not.toMatch(/\{\{|\b(rung|cause|line|hotspot|command)\.[a-z]/);
  },
);

it('says nothing about rungs above the one that phones are at', async () => {
  await show(() => Promise.resolve(reportOf('closed-linux')));
  expect(texts('[data-rung] p')).toHaveLength(4);
});

it('offers a hotspot only where another Wi-Fi would help', async () => {
  await show(() => Promise.resolve(reportOf('no-network-mac')));
  expect(page.textContent).toContain('The Mac hotspot');
  expect(page.textContent).not.toContain('The Windows hotspot');
  await act(async () => root.render(null));
  await show(() => Promise.resolve(reportOf('quiet')));
  expect(page.textContent).not.toContain('Make one');
});

it('names the programs that told nothing', async () => {
  await show(() => Promise.resolve(reportOf('closed-linux')));
  expect(page.textContent).toContain('nft (for administrators only) and iptables-save (no answer)');
});

it('waits for a host that does not answer', async () => {
  await show(() => Promise.reject(new HostError('', { unknownOutcome: false })));
  expect(page.textContent).toContain('Asking the laptop…');
});

function reportOf(name: string): DoctorReport {
  const make = DOCTOR_REPORTS[name];
  if (make === undefined) throw new Error(`there is no such report: ${name}`);
  return make();
}
