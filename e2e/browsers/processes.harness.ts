/** The processes of a browser. */
import { execFileSync } from 'node:child_process';

interface Process {
  readonly pid: number;
  readonly parent: number;
  /** With its arguments. */
  readonly command: string;
}

/** All processes below one, as `ps` lists them: not on Windows. */
export function descendants(root: number): Process[] {
  const listing = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const processes = listing.split('\n').flatMap((line): Process[] => {
    const match = /^\s*(?<pid>\d+)\s+(?<parent>\d+)\s+(?<command>.*)$/.exec(line)?.groups;
    return match === undefined
      ? []
      : [{ pid: Number(match['pid']), parent: Number(match['parent']), command: match['command'] ?? '' }];
  });
  const below = (pid: number): Process[] =>
    processes.filter(({ parent }) => parent === pid).flatMap((each) => [each, ...below(each.pid)]);
  return below(root);
}

/** Firefox's and WebKit's processes that run pages; the ones that hold windows and sockets are others. */
const RUNS_PAGES = /-contentproc .*\btab$|\/WebKitWebProcess\b/;

/** The processes that run a browser's pages. */
export function pageProcesses(browser: number): number[] {
  return descendants(browser)
    .filter(({ command }) => RUNS_PAGES.test(command))
    .map(({ pid }) => pid);
}

/** The browser, with everything that it has started. */
export function allProcesses(browser: number): number[] {
  return [browser, ...descendants(browser).map(({ pid }) => pid)];
}
