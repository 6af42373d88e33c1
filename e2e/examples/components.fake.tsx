/** What the examples assume: cards, a notification, a sound, and calls to the host. */
import type { Challenge } from '../../src/protocol/entity-schemas.ts';

interface CardProps {
  challenge: Challenge;
}
type ChallengeAction = (challenge: Challenge) => void;

export function ChallengeCard({ challenge }: CardProps) {
  return <p className="card">{challenge.challenge_description}</p>;
}

export function PendingChallengeCard({ challenge, onAssign }: CardProps & { onAssign: ChallengeAction }) {
  return (
    <p className="pending">
      {challenge.player_name}, {challenge.building_name}
      <button type="button" onClick={() => onAssign(challenge)}>
        Assign
      </button>
    </p>
  );
}

export function ActiveChallengeCard({
  challenge,
  onComplete,
  onCancel,
}: CardProps & { onComplete: ChallengeAction; onCancel: ChallengeAction }) {
  return (
    <p className="active">
      {challenge.player_name}, {challenge.challenge_description}
      <button type="button" onClick={() => onComplete(challenge)}>
        Complete
      </button>
      <button type="button" onClick={() => onCancel(challenge)}>
        Cancel
      </button>
    </p>
  );
}

export function showNotification(text: string): void {
  console.log(`notification: ${text}`);
}

export function playNotificationSound(): void {
  console.log('sound');
}

const pushUps = { challenge_type: 'push_ups', challenge_description: '20 Push-ups', target_number: 20 };

export const assignChallenge: ChallengeAction = ({ id }) => void post(`${id}/assign`, pushUps);
export const completeChallenge: ChallengeAction = ({ id }) => void post(`${id}/complete`);
export const cancelChallenge: ChallengeAction = ({ id }) => void post(`${id}/cancel`);

async function post(path: string, body?: object): Promise<void> {
  const gameCode = new URLSearchParams(location.search).get('game') ?? '';
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`/api/v2/challenges/${gameCode}/${path}`, {
    method: 'POST',
    ...(body === undefined ? {} : { headers, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(await response.text());
}
