import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../protocol/problems.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText } from '../../shared/locales/bidi-text.tsx';
import { parseRoute } from '../entry/desk-route.ts';
import { problemText } from './problem-text.ts';

/** Its address says so. */
function isAssistantsPage(): boolean {
  const { seat } = parseRoute(location.hash);
  return seat !== null && seat !== OWNER_SEAT_ID;
}

/** Why the host refused something. What a newer host says is shown as it comes. */
export function ProblemWords({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation(['refusals', 'banker']);
  const words = problemText(t, useFormat(), problem, isAssistantsPage());
  return words === null ? (
    <span data-words="none" lang="en" dir="ltr">
      {problem.detail}
    </span>
  ) : (
    <BidiText>{words}</BidiText>
  );
}
