/** Stands in for the Electron runtime that a package is built from: its files, and a program with fuses to set. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** Version 1: which of its nine fuses are on as Electron 45 ships. */
const SHIPPED = [true, false, true, true, false, false, false, true, true];
const ENGLISH = { lang: 0x04_09, codepage: 1200 };

/** The bytes of Electron 45's fuse wire, or of one with the given fuses. */
export function fuseWire(fuses: readonly boolean[] = SHIPPED): Buffer {
  const states = fuses.map((isOn) => (isOn ? 0x31 : 0x30));
  return Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, fuses.length, ...states])]);
}

const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]);
const MACH_O = Buffer.from([0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1]);

/** A valid Windows program that does nothing: it has the version info that a packager edits, and the wire after its end. */
function windowsProgram(wire: Buffer): Buffer {
  const program = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues(ENGLISH, { ProductName: 'Electron', FileVersion: '45.4.1' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  program.setExtraData(wire);
  return Buffer.from(program.generate());
}

/** The Info.plist of a Mac program, with the descriptions in Electron's own. */
function infoPlist(program: string): string {
  const texts = {
    CFBundleExecutable: program,
    CFBundleIdentifier: 'com.github.Electron',
    CFBundleName: program,
    NSCameraUsageDescription: 'This app needs access to the camera',
    NSMicrophoneUsageDescription: 'This app needs access to the microphone',
    NSBluetoothAlwaysUsageDescription: 'This app needs access to Bluetooth',
    NSBluetoothPeripheralUsageDescription: 'This app needs access to Bluetooth',
    NSAudioCaptureUsageDescription: 'This app needs access to audio capture',
  };
  const entries = Object.entries(texts).map(([key, text]) => `<key>${key}</key><string>${text}</string>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>${entries.join('')}</dict></plist>`;
}

const HELPERS = [
  'Electron Helper',
  ...['GPU', 'Plugin', 'Renderer'].map((kind) => `Electron Helper (${kind})`),
];

/** A Mac app or helper: its contents by path. */
const macProgram = (folder: string, name: string): Record<string, string | Buffer> => ({
  [`${folder}${name}.app/Contents/Info.plist`]: infoPlist(name),
  [`${folder}${name}.app/Contents/MacOS/${name}`]: MACH_O,
});

const COMMON = {
  LICENSE: 'Electron’s licence',
  'LICENSES.chromium.html': 'Chromium’s licences',
  version: '45.4.1',
};

const RUNTIMES: Record<'linux' | 'win32' | 'darwin', (wire: Buffer) => Record<string, string | Buffer>> = {
  linux: (wire) => ({
    ...COMMON,
    electron: Buffer.concat([ELF, wire]),
    'chrome-sandbox': ELF,
    'locales/en-US.pak': '',
  }),
  win32: (wire) => ({ ...COMMON, 'electron.exe': windowsProgram(wire), 'locales/en-US.pak': '' }),
  darwin: (wire) => {
    const frameworks = 'Electron.app/Contents/Frameworks/';
    return {
      ...COMMON,
      ...macProgram('', 'Electron'),
      ...Object.fromEntries(HELPERS.flatMap((helper) => Object.entries(macProgram(frameworks, helper)))),
      [`${frameworks}Electron Framework.framework/Electron Framework`]: Buffer.concat([MACH_O, wire]),
      'Electron.app/Contents/Resources/en.lproj/locale.pak': '',
    };
  },
};

/** Writes a system's runtime into an empty folder. */
export function writeRuntime(folder: string, system: keyof typeof RUNTIMES, wire: Buffer = fuseWire()): void {
  for (const [path, content] of Object.entries(RUNTIMES[system](wire))) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    // All files are executable, for simplicity.
    writeFileSync(file, content, { mode: 0o755 });
  }
}
