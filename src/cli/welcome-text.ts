/** What the terminal shows when the host is ready. */
import { renderUnicodeCompact } from 'uqr';
import type { Host } from '../host/host.ts';
import { scannedLink } from '../protocol/scanned-link.ts';

/** The lines for people to read; `paint` draws them dark on light, so that a camera can read the code on any terminal. */
export async function welcomeText(host: Host, paint: (line: string) => string): Promise<string> {
  return `${[deskText(await host.deskUrl()), joinText(host, paint), 'Stop with Ctrl-C.'].join('\n\n')}\n`;
}

/** What a second start shows. */
export function alreadyRunningText(deskLink: string): string {
  return `The host is running already, so this only opens another desk.\n\n${deskText(deskLink)}\n`;
}

function deskText(link: string): string {
  return `The desk (this link works once, within ten minutes):\n  ${link}`;
}

function joinText(host: Host, paint: (line: string) => string): string {
  const [best, ...others] = host.joinUrls();
  if (best === undefined) return 'No phone can reach this laptop yet.';
  const code = renderUnicodeCompact(scannedLink(joinLink(host, best)), { border: 4 })
    .split('\n')
    .map(paint)
    .join('\n');
  const alternatives = others.length === 0 ? [] : [`If no phone gets through, try ${others.join(' or ')}.`];
  return [
    'Phones on the same network scan this or open the address:',
    code,
    `  ${best}`,
    ...alternatives,
  ].join('\n');
}

/** If exactly one game is running, the link leads straight to it. */
function joinLink(host: Host, base: string): string {
  const [only, ...more] = host.runningGames();
  return only !== undefined && more.length === 0 ? `${base}/j/${only.code}` : `${base}/`;
}
