/** What the terminal shows when the host is ready. */
import { renderUnicodeCompact } from 'uqr';
import type { Host } from '../host/host.ts';
import type { TerminalWords } from '../host/start/terminal-words.ts';
import { scannedLink } from '../protocol/scanned-link.ts';

/** The lines for people to read; `paint` draws them dark on light, so that a camera can read the code on any terminal. */
export async function welcomeText(
  host: Host,
  words: TerminalWords,
  paint: (line: string) => string,
): Promise<string> {
  const parts = [deskText(await host.deskUrl(), words), joinText(host, words, paint), words.say('stop')];
  return `${parts.join('\n\n')}\n`;
}

/** What a second start shows. */
export function alreadyRunningText(deskLink: string, words: TerminalWords): string {
  return `${words.say('running_already')}\n\n${deskText(deskLink, words)}\n`;
}

function deskText(link: string, { say }: TerminalWords): string {
  return `${say('desk')}\n  ${link}`;
}

function joinText(host: Host, { say, either }: TerminalWords, paint: (line: string) => string): string {
  const [best, ...others] = host.joinUrls();
  if (best === undefined) return say('no_phone');
  const code = renderUnicodeCompact(scannedLink(joinLink(host, best)), { border: 4 })
    .split('\n')
    .map(paint)
    .join('\n');
  const alternatives = others.length === 0 ? [] : [say('alternatives', { addresses: either(others) })];
  return [say(host.isAtPublicUrl ? 'join_anywhere' : 'join'), code, `  ${best}`, ...alternatives].join('\n');
}

/** If exactly one game is running, the link leads straight to it. */
function joinLink(host: Host, base: string): string {
  const [only, ...more] = host.runningGames();
  return only !== undefined && more.length === 0 ? `${base}/j/${only.code}` : `${base}/`;
}
