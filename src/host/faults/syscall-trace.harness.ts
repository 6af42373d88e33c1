/** For tests: reads what strace wrote (`-f -y`) about the log's file and the answers that left. */

export interface TracedAnswer {
  /** Writes to the log since the answer before. */
  readonly writes: number;
  /** Completed syncs of the log since the answer before. */
  readonly syncs: number;
  /** Writes to the log that no sync had followed when the answer left. */
  readonly unsynced: number;
}

const WRITE_LOG = /\bpwritev?(?:64)?\(\d+<[^>]*\.sqlite3-wal>/;
const SYNC_LOG = /\bf(?:data)?sync\(\d+<[^>]*\.sqlite3-wal>/;
const RESPONSE = /\b(?:write|writev|sendto|sendmsg)\(\d+<(?:TCP|socket)[^>]*>.*"HTTP\/1\.1 201/;

/** Every answer 201, in order. A call that another thread interrupted counts when it is through. */
export function answersInTrace(trace: string): readonly TracedAnswer[] {
  const answers: TracedAnswer[] = [];
  const interrupted = new Map<string, string>();
  let [writes, syncs, unsynced] = [0, 0, 0];
  for (const line of trace.split('\n')) {
    const [pid = ''] = line.split(/\s+/, 1);
    if (line.endsWith('<unfinished ...>')) {
      interrupted.set(pid, line);
      // The bytes may leave before the call is through.
      if (!RESPONSE.test(line)) continue;
    }
    const isResumed = / resumed>/.test(line);
    const call = isResumed ? (interrupted.get(pid) ?? '') : line;
    if (WRITE_LOG.test(call) && !isResumed) [writes, unsynced] = [writes + 1, unsynced + 1];
    if (SYNC_LOG.test(call) && line.endsWith(' = 0')) [syncs, unsynced] = [syncs + 1, 0];
    if (RESPONSE.test(call) && !isResumed) {
      answers.push({ writes, syncs, unsynced });
      [writes, syncs] = [0, 0];
    }
  }
  return answers;
}
