/** What `--new-owner` prints: an owner's link, once, and the line for the owners file. */
import { randomBytes } from 'node:crypto';
import { ticketLink } from '../host/auth/one-time-links.ts';
import { newOwner } from '../host/auth/owners-file.ts';
import { UsageError } from '../host/start/command-line.ts';
import type { TerminalWords } from '../host/start/terminal-words.ts';
import { formatOwnerTicket } from '../protocol/owner-link.ts';

/**
 * Throws `UsageError`.
 * @param publicUrl where the installation is reached; null: nobody has said
 */
export function newOwnerText(name: string, publicUrl: string | null, { say }: TerminalWords): string {
  if (publicUrl === null) throw new UsageError('usage.new_owner_url');
  const made = newOwner(name, randomBytes);
  if (made === null) throw new UsageError('usage.new_owner');
  const link = ticketLink(`${publicUrl}/banker/`, formatOwnerTicket(made.secret));
  return [say('new_owner_link', { name }), `  ${link}`, '', say('new_owner_line'), made.line].join('\n');
}
