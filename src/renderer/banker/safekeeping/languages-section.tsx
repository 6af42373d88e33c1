import { FileDown, RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HostError } from '../../../client/host-error.ts';
import { LANGUAGE_MISTAKES, type LanguageMistakeCode } from '../../../protocol/language-codes.ts';
import type { LanguageFileReport, LanguageMistake, LanguagesReport } from '../../../protocol/languages.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { ownerLaptop } from '../entry/owner-laptop.ts';
import { Section } from './section.tsx';
import css from './safekeeping.module.css';

interface LanguagesSectionProps {
  /** Whether the files of the folder are taken into a database. */
  readonly isInDatabase: boolean;
}

/** The languages that were added to this laptop or to the database, and what is wrong with their files. */
export function LanguagesSection({ isInDatabase }: LanguagesSectionProps) {
  const { t } = useTranslation('safekeeping');
  const { report, failed, look } = useLanguageFiles();
  return (
    <Section
      title={t('languages.title')}
      hint={t(isInDatabase ? 'languages.hint_database' : 'languages.hint')}
      part="languages"
      level={2}
      action={
        <Button onPress={() => void look()}>
          <RefreshCw aria-hidden size={18} /> {t('languages.look')}
        </Button>
      }
    >
      <p>
        <bdi translate="no" className={css.held} data-words="none">
          {report?.folder}
        </bdi>
      </p>
      <a className={css.way} href="/languages/en.json" download>
        <FileDown aria-hidden size={18} /> {t('languages.english')}
      </a>
      <div aria-live="polite">
        {failed && <p className={css.failed}>{t('languages.failed')}</p>}
        {report?.items.length === 0 && <p className={css.quiet}>{t('languages.none')}</p>}
        <ul className={css.files}>
          {report?.items.map((each) => (
            <LanguageFile key={each.file} file={each} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function LanguageFile({ file }: { readonly file: LanguageFileReport }) {
  const { t } = useTranslation('safekeeping');
  const format = useFormat();
  const { language, missing, mistakes, more } = file;
  const name = language === null ? '' : isolate(language.name);
  const count = { count: missing, number: format.number(missing), language: name };
  return (
    <li>
      <h3>
        <bdi translate="no" data-words="none">
          {file.file}
        </bdi>
      </h3>
      <p>
        {language === null && t('languages.no_language')}
        {language !== null && missing === 0 && (
          <BidiText lang={language.tag}>{t('languages.whole', { language: name })}</BidiText>
        )}
        {language !== null && missing > 0 && (
          <BidiText lang={language.tag}>{t('languages.missing', count)}</BidiText>
        )}
      </p>
      {mistakes.length > 0 && (
        <ul className={css.meaning}>
          {mistakes.map((each) => (
            <Mistake key={JSON.stringify(each)} mistake={each} />
          ))}
          {more > 0 && <li>{t('languages.more', { count: more, number: format.number(more) })}</li>}
        </ul>
      )}
    </li>
  );
}

function Mistake({ mistake: { code, line, key, params, detail } }: { readonly mistake: LanguageMistake }) {
  const { t } = useTranslation('safekeeping');
  const format = useFormat();
  const part = (name: string) => isolate(params[name] ?? '');
  // Whatever belongs to some mistake, and nothing that would mean something else to the words' library.
  const parts = {
    error: part('error'),
    language: part('language'),
    most: part('most'),
    name: part('name'),
    other: part('other'),
    plural: part('plural'),
    signs: part('signs'),
  };
  return (
    <li>
      {line !== null && <strong>{t('languages.line', { number: format.number(line) })}</strong>}{' '}
      {key !== null && (
        <code dir="ltr" translate="no" data-words="none">
          {key}
        </code>
      )}{' '}
      {isKnown(code) ? (
        <BidiText>{t(`languages.mistakes.${code}`, parts)}</BidiText>
      ) : (
        <span data-words="none">{detail}</span>
      )}
    </li>
  );
}

/** A host that is newer than this page may find more. */
function isKnown(code: string): code is LanguageMistakeCode {
  return LANGUAGE_MISTAKES.some((known) => known === code);
}

interface LanguageFiles {
  /** Null: the host has not said yet. */
  readonly report: LanguagesReport | null;
  readonly failed: boolean;
  /** Has the host read the files again. */
  readonly look: () => Promise<void>;
}

function useLanguageFiles(): LanguageFiles {
  const [report, setReport] = useState<LanguagesReport | null>(null);
  const [failed, setFailed] = useState(false);
  const ask = useCallback(async (call: () => Promise<LanguagesReport>) => {
    try {
      setReport(await call());
      setFailed(false);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      setFailed(true);
    }
  }, []);
  useEffect(() => {
    const first = () => void ask(() => ownerLaptop.languages());
    first();
  }, [ask]);
  const look = useCallback(() => ask(() => ownerLaptop.lookForLanguages()), [ask]);
  return { report, failed, look };
}
