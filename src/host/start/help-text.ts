/** What `--help` prints. */
import { MAX_PLAYERS } from '../../game/limits.ts';
import { DEFAULT_JOIN_BURST } from '../limits/join-limit.ts';
import { DEFAULT_DEMO_PLAYERS } from './command-line.ts';
import type { TerminalKey, TerminalWords } from './terminal-words.ts';

const OPTIONS = [
  ['--port N', 'help.port'],
  ['--data DIR', 'help.data'],
  ['--store URL', 'help.store'],
  ['--bus URL', 'help.bus'],
  ['--secret-file FILE', 'help.secret_file'],
  ['--public-url URL', 'help.public_url'],
  ['--keep-evenings N', 'help.keep_evenings'],
  ['--owners-file FILE', 'help.owners_file'],
  ['--new-owner NAME', 'help.new_owner'],
  ['--browser', 'help.browser'],
  ['--json', 'help.json'],
  ['--no-mdns', 'help.mdns'],
  ['--allow-host NAME', 'help.allow_host'],
  ['--trust-proxy IP', 'help.trust_proxy'],
  ['--address IP', 'help.address'],
  ['--demo [N]', 'help.demo'],
  ['--demo-banker', 'help.demo_banker'],
  ['--join-burst N', 'help.join_burst'],
  ['--wait SECONDS', 'help.wait'],
  ['--ops-port PORT', 'help.ops_port'],
  ['--drain SECONDS', 'help.drain'],
  ['--help', 'help.help'],
] as const satisfies readonly (readonly [option: string, key: TerminalKey])[];
const WIDTH = 100;
const INDENT = 21;

/** @param dataFolder the default data folder */
export function helpText(dataFolder: string, { say }: TerminalWords): string {
  const values = {
    folder: dataFolder,
    players: DEFAULT_DEMO_PLAYERS,
    most: MAX_PLAYERS,
    usual: DEFAULT_JOIN_BURST,
  };
  const usage = `${say('help.usage')} `;
  const app = `npm start -- ${say('help.options')}`;
  const host = `npm run host -- ${say('help.options')}`;
  const width = host.length + 3;
  return [
    `${usage}${app.padEnd(width)}${say('help.app')}`,
    `${' '.repeat(usage.length)}${host.padEnd(width)}${say('help.host')}`,
    '',
    ...OPTIONS.flatMap(([option, key]) => inColumn(`  ${option}`, say(key, values))),
    '',
    ...wrapped(say('help.electron'), WIDTH),
    '',
    ...wrapped(say('help.exit_codes'), WIDTH),
  ].join('\n');
}

function inColumn(option: string, text: string): string[] {
  return wrapped(text, WIDTH - INDENT).map((line, index) =>
    `${(index === 0 ? option : '').padEnd(INDENT)}${line}`.trimEnd(),
  );
}

/** Lines of at most so many letters; a word that is longer, such as a folder, has a line to itself. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
