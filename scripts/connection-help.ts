/** Writes the README's section for those whose phone can't connect, in the words of the desk's network doctor. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const CATALOGUE = join(ROOT, 'src/renderer/shared/locales/en/doctor.json');
const SECTION = /## If a phone can't connect\n[\s\S]*?(?=\n## )/;

/** As the doctor orders them while it knows nothing of the laptop. */
const CAUSES = [
  'phone_wifi',
  'mobile_data',
  'firewall_unread',
  'other_address',
  'phone_permission',
  'phone_vpn',
  'laptop_vpn',
  'isolation',
  'captive_portal',
  'local_network',
  'private_dns',
  'live_blocked',
] as const;

const HOTSPOTS = ['router', 'windows', 'macos', 'linux', 'phone'] as const;
const SYSTEMS = { windows: 'Windows', macos: 'macOS', linux: 'Linux' } as const;

/** The text at this place of the catalogue; null: there is none. */
function textAt(catalogue: unknown, ...path: readonly string[]): string | null {
  let value = catalogue;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return null;
    value = Reflect.get(value, name);
  }
  return typeof value === 'string' ? value : null;
}

/** The section, from its heading to its last line, from what the page itself says. */
export function connectionHelp(): string {
  const catalogue: unknown = JSON.parse(readFileSync(CATALOGUE, 'utf8'));
  const text = (...path: readonly string[]) => {
    const found = textAt(catalogue, ...path);
    if (found === null) throw new Error(`doctor.json has no text at ${path.join('.')}.`);
    return found;
  };
  /** The general advice; or that of each system, where they differ. */
  const fix = (code: string) => {
    const own = Object.entries(SYSTEMS).flatMap(([system, name]) => {
      const found = textAt(catalogue, 'cause', code, system);
      return found === null ? [] : [`${name}: ${found}`];
    });
    return own.length > 0 ? own.join(' ') : text('cause', code, 'fix');
  };
  const causes = CAUSES.map(
    (code, index) => `${index + 1}. **${text('cause', code, 'title')}.** ${fix(code)}`,
  );
  const ways = HOTSPOTS.map(
    (way) => `- **${text('hotspot', way, 'name')}.** ${text('hotspot', way, 'text')}`,
  );
  return `## If a phone can't connect

On the desk, *More*, *${text('title')}* shows how far phones get, and what may be wrong. ${text('order')}

${causes.join('\n')}

**${text('hotspot', 'title')}.** ${text('hotspot', 'text')}

${ways.join('\n')}
`;
}

/** The README with the section as it should be. Throws if there is none. */
export function withConnectionHelp(readme: string): string {
  if (!SECTION.test(readme)) throw new Error('The README has no section "If a phone can\'t connect".');
  return readme.replace(SECTION, () => connectionHelp());
}

if (import.meta.main) {
  const path = join(ROOT, 'README.md');
  writeFileSync(path, withConnectionHelp(readFileSync(path, 'utf8')));
}
