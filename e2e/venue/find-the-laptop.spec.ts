/** Phones that cannot open the page: the laptop says why, and each finds it once that is mended. */
import { findTool } from '../../scripts/find-tool.ts';
import type { Phone } from '../pages.harness.ts';
import { type Evening, expect, LONG, note, test } from './venue.fixtures.ts';

const nft = findTool('nft');

test.skip(note !== '', note);

/** The phone scans the code, and its browser shows an error of its own. */
async function cannotOpen(phone: Phone, link: string): Promise<void> {
  await expect(phone.page.goto(link, { timeout: 8_000 })).rejects.toThrow(/net::ERR|Timeout/);
}

async function joins(
  evening: Evening,
  phone: Phone,
  link?: string,
  title = 'Pick a building',
): Promise<void> {
  await evening.scan(phone, link);
  await phone.join('Anna', 1);
  await expect(phone.title).toHaveText(title);
}

const causes = async (evening: Evening) => (await evening.doctor()).causes.map(({ code }) => code);
const stateOf = async (evening: Evening, name: string) =>
  (await evening.doctor()).rungs.find(({ rung }) => rung === name)?.state;

test(`the firewall drops what phones send: the doctor’s command lets them in${note || nft.note}`, async ({
  venue,
  begin,
}) => {
  test.skip(nft.path === null, nft.note);
  const rules = `add table inet filter; add chain inet filter input { type filter hook input priority 0; policy drop; };
    add rule inet filter input iifname lo accept; add rule inet filter input ct state established,related accept`;
  expect(await venue.laptop.run(nft.path ?? '', [rules]).exit).toBe(0);
  const evening = await begin();
  const anna = await evening.phone();
  await cannotOpen(anna, evening.link());
  await expect.poll(() => stateOf(evening, 'request')).toBe('failed');
  await expect(evening.doctorLine).toContainText('No phone gets through to this laptop.');
  const [first] = (await evening.doctor()).causes;
  expect(first?.code).toBe('firewall_closed');
  const [sudo, program, ...args] = first?.command?.split(' ') ?? [];
  expect([sudo, program]).toEqual(['sudo', 'nft']);
  expect(await venue.laptop.run(nft.path ?? '', args).exit).toBe(0);

  await joins(evening, anna);
  await expect(evening.doctorLine).toContainText('Phones reach this laptop.', { timeout: 15_000 });
});

test(
  `the Wi-Fi keeps its devices apart: the doctor says what to try, and the board too${note}`,
  LONG,
  async ({ venue, begin }) => {
    const evening = await begin({ isStarted: false });
    const { desk, board } = evening;
    const anna = await evening.phone();
    venue.wifi.isolate(true);
    await cannotOpen(anna, evening.link());
    await expect(evening.doctorLine).toContainText('No phone has reached this laptop yet.');
    await expect.poll(() => stateOf(evening, 'self')).toBe('passed');
    // Nobody has come for a minute. Whether anybody has tried, the laptop cannot know: it says what to try, and gives no alarm.
    await expect(board.getByText('If it does not open')).toBeVisible({ timeout: 90_000 });
    expect(await stateOf(evening, 'request')).toBe('waiting');
    await expect(evening.doctorLine).toHaveAttribute('data-alarm', 'false');
    await evening.doctorLine.getByRole('link', { name: 'What to do if the page does not open' }).click();
    await expect(desk.page.locator('[data-cause="isolation"]')).toContainText(
      'Use your own router, or a hotspot.',
    );

    venue.wifi.isolate(false);
    await joins(evening, anna, evening.link(), 'You are in, Anna!');
    await expect(desk.page.getByText('All is well: phones reach this laptop.')).toBeVisible({
      timeout: 15_000,
    });
    await expect(board.getByText('If it does not open')).toBeHidden();
    expect(await causes(evening)).toEqual([]);
  },
);

test(`the phone is in another network: it joins from the right one${note}`, LONG, async ({ evening }) => {
  const { venue } = evening;
  const device = venue.addDevice();
  venue.addAccessPoint('192.168.8').join(device, 20);
  const anna = await evening.phone(device);
  await cannotOpen(anna, evening.link());
  expect(await stateOf(evening, 'request')).toBe('waiting');
  expect(await causes(evening)).toContain('phone_wifi');

  device.ip('link', 'set', 'wlan0', 'down');
  venue.wifi.join(device, 120, 'wlan1');
  await joins(evening, anna);
  await expect.poll(() => stateOf(evening, 'heard')).toBe('passed');
});

test(
  `a second interface that leads nowhere costs nothing, before the game and during it${note}`,
  LONG,
  async ({ venue, begin }) => {
    // A cable to a box that answers nobody.
    venue.addAccessPoint('10.0.5').join(venue.laptop, 5, 'eth0');
    const evening = await begin();
    const anna = await evening.phone();
    await joins(evening, anna);
    // Phones came to this address.
    await expect.poll(async () => (await evening.info()).join_urls[0]).toContain(`//${venue.address}:`);
    await evening.showsCode(venue.address);

    await evening.play(3);
    venue.addAccessPoint('192.168.0').join(venue.laptop, 5, 'eth1');
    const has = async () => (await evening.info()).addresses.map(({ address }) => address);
    await expect.poll(has, { timeout: 10_000 }).toContain('192.168.0.5');
    const { join_urls: urls } = await evening.info();
    expect(urls[0]).toContain(`//${venue.address}:`);
    expect(await evening.warnings()).toEqual([]);
    await expect(anna.page.getByRole('banner')).toContainText('Live');
    await evening.nothingIsLost();
  },
);

test(
  `the chosen address vanishes: the code shows another one, until it is back${note}`,
  LONG,
  async ({ venue, begin }) => {
    const other = venue.addAccessPoint('192.168.9');
    const chosen = other.join(venue.laptop, 10, 'eth0');
    const evening = await begin();
    const { desk } = evening;
    await evening.host.api('/host', { chosen }, 'PATCH');
    const device = venue.addPhone(other);
    const anna = await evening.phone(device);
    await joins(evening, anna, evening.link(chosen));
    await anna.ask('Farm');
    await expect(evening.joinCard).toContainText(chosen);

    venue.laptop.ip('link', 'set', 'eth0', 'down');
    await expect.poll(() => evening.warnings(), { timeout: 10_000 }).toEqual(['chosen_address_gone']);
    await expect(desk.page.locator('[data-part="warnings"]')).toContainText(
      `The chosen address ${chosen} is gone`,
    );
    await evening.showsCode(venue.address);
    await expect(anna.page.locator('[data-status-banner]')).toContainText(
      'Not connectedThe laptop isn’t answering. Nothing is lost; we keep trying.',
      { timeout: 12_000 },
    );
    // Nothing else answers her phone, so it stays where it is, and so does she.
    await expect(anna.title).toHaveText("You're next");
    await expect(desk.row(desk.waiting, 'Anna')).toContainText('Farm');
    expect(new URL(anna.page.url()).hostname).toBe(chosen);

    venue.laptop.ip('link', 'set', 'eth0', 'up');
    await expect.poll(() => evening.warnings(), { timeout: 10_000 }).toEqual([]);
    await expect(evening.joinCard).toContainText(chosen);
    await expect(anna.page.getByRole('banner')).toContainText('Live', { timeout: 20_000 });
    await expect(anna.title).toHaveText("You're next");
  },
);

test(`G3: phones in two networks at once play together${note}`, LONG, async ({ venue, begin }) => {
  const other = venue.addAccessPoint('192.168.9');
  const second = other.join(venue.laptop, 10, 'eth0');
  const evening = await begin();
  const [anna, tom] = [await evening.phone(), await evening.phone(venue.addPhone(other))];
  await joins(evening, anna);
  await evening.scan(tom, evening.link(second));
  await tom.join('Tom', 1);
  await anna.ask('Farm');
  await tom.ask('Mine');
  await expect(tom.title).toHaveText('You are number 2');
  await evening.desk.giveSuggested('Anna');
  await expect(tom.title).toHaveText("You're next");
  const { addresses } = await evening.info();
  expect(addresses.map(({ address }) => address)).toEqual(expect.arrayContaining([venue.address, second]));
  expect(await evening.warnings()).toEqual([]);
});
