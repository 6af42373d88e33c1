/** What the terminal shows when the host is ready. */
import { renderUnicodeCompact } from 'uqr';
import type { Host } from '../host/host.ts';

/** The lines that people read; `paint`: dark on light, so that a camera can read it on any terminal. */
export function welcomeText(host: Host, paint: (line: string) => string): string {
  const desk = `The desk (opens once, within ten minutes):\n  ${host.deskUrl()}`;
  return `${[desk, joinText(host, paint), 'Stop with Ctrl-C.'].join('\n\n')}\n`;
}

function joinText(host: Host, paint: (line: string) => string): string {
  const [best, ...others] = host.joinUrls();
  if (best === undefined) return 'This laptop is in no network: no phone can reach it yet.';
  const code = renderUnicodeCompact(joinLink(host, best), { border: 4 }).split('\n').map(paint).join('\n');
  const alternatives = others.length === 0 ? [] : [`If no phone gets through, try ${others.join(' or ')}.`];
  return [
    'Phones in the same network scan this or open the address:',
    code,
    `  ${best}`,
    ...alternatives,
  ].join('\n');
}

/** With one game running the link leads into it. */
function joinLink(host: Host, base: string): string {
  const [only, ...more] = host.runningGames();
  return only !== undefined && more.length === 0 ? `${base}/j/${only.code}` : `${base}/`;
}
