import {
  StorageError,
  type HostResponses,
  type IdempotencyRecord,
  type TicketRecord,
  type TicketStore,
} from '../event-store.ts';

/**
 * Keeps the tickets of the desk, and the answers to whoever used them, in memory where they cannot be stored: on a full or
 * write-protected disk the desk has to open, since it says what to do. What is to be deleted then is deleted later; the store's health
 * has it.
 */
export function withDeskTickets(
  store: TicketStore,
  responses: HostResponses,
): { readonly tickets: TicketStore; readonly hostResponses: HostResponses } {
  const kept = new Map<string, TicketRecord>();
  const keptAnswers = new Map<string, IdempotencyRecord>();
  const tickets: TicketStore = {
    async put(ticket) {
      try {
        await store.put(ticket);
      } catch (error) {
        if (!(error instanceof StorageError) || ticket.purpose !== 'desk') throw error;
        if (!kept.has(ticket.hash)) kept.set(ticket.hash, ticket);
      }
    },
    find: async (hash) => kept.get(hash) ?? (await store.find(hash)),
    async use(hash, at, answer) {
      const ticket = kept.get(hash);
      if (ticket === undefined) return store.use(hash, at, answer);
      if (ticket.usedAt !== null) return false;
      kept.set(hash, { ...ticket, usedAt: at });
      if (answer !== undefined && answer !== null) {
        const { key, response } = answer;
        keptAnswers.set(answerName(key.participantId, key.key), { requestHash: key.requestHash, response });
      }
      return true;
    },
    async prune(at) {
      for (const [hash, { expiresAt }] of kept) if (expiresAt < at) kept.delete(hash);
      try {
        await store.prune(at);
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
      }
    },
  };
  return {
    tickets,
    hostResponses: {
      find: async (participantId, key) =>
        keptAnswers.get(answerName(participantId, key)) ?? responses.find(participantId, key),
      put: (key, response) => responses.put(key, response),
    },
  };
}

function answerName(participantId: number, key: string): string {
  return `${participantId} ${key}`;
}
