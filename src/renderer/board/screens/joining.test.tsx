// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WifiReport } from '../../../protocol/wifi.ts';
import { ENGLISH, englishWords } from '../../shared/locales/english.harness.ts';
import { aGame, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import type { Sounds } from '../../shared/sounds.ts';
import { SoundsContext } from '../sounds-context.ts';
import { Joining } from './joining.tsx';

const { board } = ENGLISH;
const i18n = englishWords();
const LINK = 'http://192.168.1.20:4747/j/ABC234';

const GARDEN = { ssid: 'Garden', security: 'wpa', password: 'open sesame', hidden: false } as const;
const WIFI: WifiReport = { read_ssid: 'Hall', network: GARDEN, on_board: true, stored: false };

let root: Root;
let page: HTMLElement;
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  page = document.createElement('div');
  root = createRoot(page);
});
afterEach(() => act(async () => root.unmount()));

type Props = Pick<Parameters<typeof Joining>[0], 'link' | 'why'> &
  Partial<Pick<Parameters<typeof Joining>[0], 'scanAgain' | 'wifi' | 'arrivals'>>;

const show = (props: Props) =>
  act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <SoundsContext value={sounds}>
          <Joining
            game={aGame()}
            here={0}
            arrivals={[]}
            needsHelp={false}
            isPublic={false}
            wifi={null}
            scanAgain={false}
            {...props}
          />
        </SoundsContext>
      </I18nextProvider>,
    ),
  );
const played: string[] = [];
const sounds = { play: (tone: string) => void played.push(tone) } as Partial<Sounds> as Sounds;
const codes = () => page.querySelectorAll('svg[role="img"]').length;

describe('the board before the start', () => {
  it('shows a code, and where phones have to be', async () => {
    await show({ link: LINK, why: 'no_network' });
    expect(codes()).toBe(1);
    expect(page.textContent).toContain('192.168.1.20:4747/j/ABC234');
    expect(page.textContent).toContain(board.joining.same_network);
    expect(page.textContent).not.toContain(board.joining.no_address_title);
  });

  it.each(['no_network', 'no_address_given', 'no_phone_network'] as const)(
    'shows no code that cannot work, but the reason: %s',
    async (why) => {
      await show({ link: null, why });
      expect(codes()).toBe(0);
      expect(page.textContent).toContain(board.joining.no_address_title);
      expect(page.textContent).toContain(board.joining[why]);
      expect(page.textContent).not.toContain(board.joining.same_network);
    },
  );

  it('names the Wi-Fi that phones join first, where the laptop knows it', async () => {
    await show({ link: LINK, why: null, wifi: { ...WIFI, network: null } });
    expect(codes()).toBe(1);
    expect(page.textContent).toContain(`${board.joining.wifi}Hall`);
  });

  it('shows the code of the Wi-Fi before that of the game, once the banker wants it here', async () => {
    await show({ link: LINK, why: null, wifi: WIFI });
    expect([...page.querySelectorAll('svg')].map((code) => code.getAttribute('aria-label'))).toEqual([
      'QR code to join the Wi-Fi \u2068Garden\u2069',
      `QR code for ${LINK}`,
    ]);
    expect(page.textContent).toContain('open sesame');
    await show({ link: null, why: 'no_network', wifi: WIFI });
    expect(codes()).toBe(0);
  });

  it.each([null, WIFI])(
    'says that the code is another one after the laptop’s address has changed',
    async (wifi) => {
      await show({ link: LINK, why: null, wifi });
      expect(page.textContent).not.toContain(board.playing.scan_again);
      await show({ link: LINK, why: null, wifi, scanAgain: true });
      expect(page.textContent).toContain(board.playing.scan_again);
      expect(page.textContent).toContain(board.playing.scan_again_text);
    },
  );

  it('shows who has joined, with the shape of the team, and sounds once for each group of newcomers', async () => {
    const arrival = (player_id: number, player_name: string) => ({
      player: aPlayer({ player_id, player_name }),
      team: aTeam({ name: 'Foxes' }),
    });
    await show({ link: LINK, why: null, arrivals: [arrival(10, 'Anna')] });
    expect(played).toEqual([]);
    expect(page.querySelector('[data-part="arrivals"]')?.textContent).toContain('Anna');
    expect(page.querySelector('[data-part="arrivals"] svg')?.getAttribute('aria-label')).toBe(
      'Team A: \u2068Foxes\u2069',
    );
    await show({ link: LINK, why: null, arrivals: [arrival(11, 'Ben'), arrival(10, 'Anna')] });
    await show({ link: LINK, why: null, arrivals: [arrival(12, 'Cleo'), arrival(11, 'Ben')] });
    expect(played).toEqual(['joined']);
    await show({ link: LINK, why: null, arrivals: [] });
    expect(page.querySelector('[data-part="arrivals"]')).toBeNull();
  });

  it('claims nothing before the host has answered', async () => {
    await show({ link: null, why: null });
    expect(codes()).toBe(0);
    expect(page.textContent).not.toContain(board.joining.no_address_title);
  });
});
