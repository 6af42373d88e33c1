/** The headless host: options in, a first line, a running host or one sentence and an exit code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { chooseEveningsFolder } from '../host/adopt-evenings.ts';
import { helpText, readOptions, UsageError, type Options } from '../host/command-line.ts';
import { earlierDataFolders, thisMachine, usualDataFolder } from '../host/evenings-folder.ts';
import { createHost, EXIT, StartError, type Host } from '../host/host.ts';
import { readyLine } from '../host/ready-line.ts';
import { whenFree } from '../host/when-free.ts';
import { startDemo } from '../rehearsal/demo.ts';
import { rehearse } from '../rehearsal/rehearsal.ts';
import { welcome } from './words.ts';

const ROOT = join(import.meta.dirname, '../..');
/** The host closes within 2 s; what hangs longer is cut. */
const CLOSED_WITHIN_MS = 2_700;
const FAULT = 1;

/** Ends the process with the exit code of whatever keeps the host from starting. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    const options = readOptions(args);
    if (options === null) return console.log(helpText(usualDataFolder(thisMachine())));
    await run(options);
  } catch (error) {
    console.error(sentenceOf(error));
    process.exit(exitCodeOf(error));
  }
}

async function run(options: Options): Promise<void> {
  const host = await whenFree(options.waitSeconds * 1_000, () => open(options));
  closeOnSignals(host);
  // Whoever read the first line may be gone by now: that stops no game.
  process.stdout.on('error', () => process.stdout.destroy());
  if (options.json) console.log(readyLine(host, process.pid));
  else {
    console.log(welcome(host, paint));
    showWarnings(host);
  }
  const { url: hostUrl, ownerToken } = host;
  if (options.demo !== null)
    await startDemo({ ...options.demo, hostUrl, ownerToken }, (line) => console.error(line));
}

function open(options: Options): Promise<Host> {
  const machine = thisMachine();
  const folder = chooseEveningsFolder(
    options.data,
    usualDataFolder(machine),
    earlierDataFolders(machine, ROOT),
  );
  if (folder.moved !== null) console.error(folder.moved);
  return createHost({
    dataFolder: folder.dataFolder,
    bringIn: folder.bringIn,
    port: options.port,
    mdns: options.mdns,
    allowHosts: options.allowHosts,
    pagesFolder: join(ROOT, 'dist/pages'),
    version: versionOf(ROOT),
    chosenAddress: options.address,
    rehearse,
    ...(options.json && { logSink: (line: string) => console.error(line) }),
  });
}

function showWarnings(host: Host): void {
  let shown: readonly string[] = [];
  const show = () => {
    const warnings = host.warnings();
    for (const warning of warnings) if (!shown.includes(warning)) console.error(warning);
    shown = warnings;
  };
  host.onWarnings(show);
  show();
}

function closeOnSignals(host: Host): void {
  const close = async (exitCode: number) => {
    setTimeout(() => process.exit(exitCode), CLOSED_WITHIN_MS).unref();
    await host.close();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close(0));
  process.on('uncaughtException', (error) => {
    console.error(error);
    void close(FAULT);
  });
}

function paint(line: string): string {
  return styleText(['black', 'bgWhiteBright'], line, { stream: process.stdout });
}

function versionOf(root: string): string {
  const about: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : '0';
}

function sentenceOf(error: unknown): string {
  if (error instanceof StartError || error instanceof UsageError) return error.message;
  return `The host made a mistake and could not start: ${error instanceof Error ? error.message : String(error)}`;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  return error instanceof StartError ? error.exitCode : FAULT;
}
