/** Compiles resources/installer.nsh into a small installer, without installing anything. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, temporaryFolder } from './dist.harness.ts';

const hasNsis = spawnSync('makensis', ['-VERSION']).status === 0;
const WHY = hasNsis ? '' : ' (not run: makensis is not installed)';
const MESSAGES_OFF = '-V1';

/** An installer like electron-builder's: first the include, then the names and a check for administrators. */
const installer = (output: string) => `Unicode true
!include "${join(ROOT, 'resources/installer.nsh')}"
!include LogicLib.nsh
!define PRODUCT_NAME "Trading Game Night"
!define APP_EXECUTABLE_FILENAME "Trading Game Night.exe"
!macro _UAC_IsAdmin _a _b _t _f
  !insertmacro _= 1 $1 \`\${_t}\` \`\${_f}\`
!macroend
!define UAC_IsAdmin \`"" UAC_IsAdmin ""\`
Name "\${PRODUCT_NAME}"
OutFile "${output}"
Section
  !insertmacro customInstall
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section "un.install"
  !insertmacro customUnInstall
SectionEnd
`;

describe.skipIf(!hasNsis)(`the installer for Windows${WHY}`, () => {
  /** The output of makensis for the script, with the given arguments. */
  const makensis = (...args: string[]): string => {
    using folder = temporaryFolder();
    const script = join(folder.path, 'installer.nsi');
    writeFileSync(script, installer(join(folder.path, 'installer.exe')));
    const run = spawnSync('makensis', [...args, MESSAGES_OFF, script], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(`${run.stdout}${run.stderr}`);
    return run.stdout;
  };
  const PROGRAM = 'program="$INSTDIR\\Trading Game Night.exe"';

  it('compiles without a warning', () => {
    expect(() => makensis('-WX')).not.toThrow();
  });

  it('lets phones in to this program only, replacing its earlier rules; uninstalling removes them', () => {
    const told = [...makensis('-PPO').matchAll(/netsh\.exe" advfirewall firewall (?<rule>[^`]*)/g)].map(
      ({ groups }) => groups?.['rule'],
    );
    const allow = `add rule name="Trading Game Night" dir=in action=allow ${PROGRAM}`;
    const forget = `delete rule name=all dir=in ${PROGRAM}`;
    expect(told).toEqual([
      forget,
      `${allow} protocol=TCP profile=private,domain`,
      `${allow} protocol=TCP profile=public remoteip=localsubnet`,
      `${allow} protocol=UDP localport=5353 profile=any remoteip=localsubnet`,
      forget,
    ]);
  });
});

describe('the installer for Windows', () => {
  it.each(['customInstall', 'customUnInstall'])(
    'in %s does what needs administrator rights only for an administrator',
    (macro) => {
      const script = readFileSync(join(ROOT, 'resources/installer.nsh'), 'utf8').replaceAll('\r\n', '\n');
      const body = new RegExp(`^!macro ${macro}\\n([^]*?)^!macroend$`, 'm').exec(script)?.[1];
      expect(body).toMatch(/^ {2}\$\{If\} \$\{UAC_IsAdmin\}\n(?: {4}.*\n)+ {2}\$\{EndIf\}\n$/);
    },
  );
});
