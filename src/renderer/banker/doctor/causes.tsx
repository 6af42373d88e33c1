import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useCopyLink } from '../hooks/use-copy-link.ts';
import { type CauseText, causeText } from './cause-text.ts';
import css from './doctor.module.css';

/** Why phones may be stuck where they are, the likeliest first, each with what to do on this system. */
export function Causes({ report }: { readonly report: DoctorReport }) {
  const { t } = useTranslation('doctor');
  const format = useFormat();
  const causes = report.causes.map((cause) => ({ cause, text: causeText(t, format, cause, report.system) }));
  if (causes.length === 0) return null;
  return (
    <section className={css.why} aria-labelledby="doctor-why" data-part="causes">
      <h3 id="doctor-why">{t('why')}</h3>
      <p className={css.hint}>{t('order')}</p>
      <ol className={css.causes}>
        {causes.map(({ cause: { code, command }, text }) => (
          <li key={`${code} ${text.detail}`} data-cause={code}>
            <strong>{text.title}</strong>
            {text.detail !== null && (
              <p>
                <BidiText>{text.detail}</BidiText>
              </p>
            )}
            <p>{text.fix}</p>
            {command !== null && <CommandToCopy command={command} text={text} system={report.system} />}
          </li>
        ))}
      </ol>
      <FirewallNote report={report} />
    </section>
  );
}

interface CommandToCopyProps {
  readonly command: string;
  readonly text: CauseText;
  readonly system: DoctorReport['system'];
}

function CommandToCopy({ command, text: { title }, system }: CommandToCopyProps) {
  const { t } = useTranslation('doctor');
  const copy = useCopyLink();
  return (
    <div className={css.command}>
      <p className={css.hint}>{t(`command.${system}`)}</p>
      <code dir="ltr" data-words="none">
        {command}
      </code>
      <Button size="small" label={t('copy_of', { title })} onPress={() => copy(command)}>
        <Copy aria-hidden size={16} /> {t('copy')}
      </Button>
    </div>
  );
}

/** What the system said about its firewall, beyond the causes. */
function FirewallNote({ report }: { readonly report: DoctorReport }) {
  const { t } = useTranslation('doctor');
  const format = useFormat();
  const unread = report.unread.map(({ program, reason }) => t(`unread_reason.${reason}`, { program }));
  return (
    <>
      {report.is_firewall_open === true && <p className={css.hint}>{t('firewall_open')}</p>}
      {unread.length > 0 && (
        <p className={css.hint}>
          {t('unread')} {format.list(unread)}
        </p>
      )}
    </>
  );
}
