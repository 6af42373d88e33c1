/** Something in the way lets pages through, but no sockets: the evening goes on, and nobody is told that phones do not get through. */
import { findTool } from '../../scripts/find-tool.ts';
import { expect, LONG, note, test } from './venue.fixtures.ts';

const nft = findTool('nft');
/** The first eight bytes of what opens a socket: `GET /ws/`. */
const OPENS_SOCKET = '@ih,0,64 0x474554202f77732f';

test.skip(note !== '', note);

test(
  `G3: where pages get through but sockets do not, desk, board and phones play by plain HTTP${note || nft.note}`,
  LONG,
  async ({ venue, begin }) => {
    test.skip(nft.path === null, nft.note);
    // As a virus scanner on the laptop does, which refuses; and a filter in the Wi-Fi, which says nothing, so that sockets hang.
    const rules = `add table inet filter; add chain inet filter input { type filter hook input priority 0; };
      add rule inet filter input iifname lo ${OPENS_SOCKET} counter reject with tcp reset;
      add rule inet filter input iifname wlan0 ${OPENS_SOCKET} counter drop`;
    expect(await venue.laptop.run(nft.path ?? '', [rules]).exit).toBe(0);
    const evening = await begin();
    const { desk, board } = evening;
    const [anna, tom] = [await evening.phone(), await evening.phone()];
    for (const [phone, name] of [
      [anna, 'Anna'],
      [tom, 'Tom'],
    ] as const) {
      await evening.scan(phone);
      await phone.join(name, 1);
      await expect(phone.title).toHaveText('Pick a building', { timeout: 10_000 });
    }
    await evening.play(1);
    for (const { page } of [desk, anna, tom]) await expect(page.getByRole('banner')).toContainText('Live');

    await anna.ask('Farm');
    await tom.ask('Mine');
    await expect(tom.title).toHaveText('You are number 2');
    const words = await desk.giveSuggested('Anna');
    await expect(anna.title).toHaveText(words);
    await expect(tom.title).toHaveText("You're next");
    await expect(board.locator('[data-screen="playing"]')).toContainText('Anna');
    await anna.button('Done').click();
    await expect(anna.title).toHaveText('You earned a farm!');
    await desk.openHappened();
    await expect(desk.happened).toContainText('Anna earned a farm');

    // All of that without a single socket.
    const counted = venue.laptop.run(nft.path ?? '', ['list', 'chain', 'inet', 'filter', 'input']);
    expect(await counted.exit).toBe(0);
    const stopped = counted.lines
      .flatMap((line) => /counter packets (\d+)/.exec(line)?.[1] ?? [])
      .map(Number);
    expect(stopped).toHaveLength(2);
    for (const packets of stopped) expect(packets).toBeGreaterThan(0);
    // Phones do get through, so nothing may say that they do not.
    const { rungs, causes } = await evening.doctor();
    expect(rungs.map(({ state }) => state)).toEqual(Array.from(rungs, () => 'passed'));
    expect(causes).toEqual([]);
    await expect(evening.doctorLine).toContainText('Phones reach this laptop.', { timeout: 15_000 });
    await expect(desk.page.locator('[data-part="connected"]')).toContainText('3 of 3 connected');
    expect(await evening.warnings()).toEqual([]);
    await evening.showsCode(venue.address);
    await evening.nothingIsLost();
  },
);
