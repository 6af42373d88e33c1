import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GAME_NAME_LIMIT } from '../../../game/text-limits.ts';
import type { Template } from '../../../protocol/library.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { checkTyped } from '../../shared/typed-text.ts';
import { Button } from '../components/button.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { Dialog } from '../components/dialog.tsx';
import { TextField } from '../components/fields.tsx';
import { useRun } from '../desk/notices.tsx';
import { ownerLaptop } from '../entry/owner-laptop.ts';
import { RefusalMessage } from '../safekeeping/refusal-message.tsx';
import { Section } from '../safekeeping/section.tsx';
import { useAttempt } from '../safekeeping/use-attempt.ts';
import safekeeping from '../safekeeping/safekeeping.module.css';
import css from './library.module.css';

interface TemplatesSectionProps {
  readonly templates: readonly Template[];
  readonly onChanged: () => void;
}

/** Templates of games; a game's set-up saves them. */
export function TemplatesSection({ templates, onChanged }: TemplatesSectionProps) {
  const { t } = useTranslation('library');
  return (
    <Section title={t('templates.title')} hint={t('templates.hint')} part="library-templates" level={2}>
      {templates.length === 0 && <p className={safekeeping.quiet}>{t('templates.none')}</p>}
      <ul className={css.items}>
        {templates.map((template) => (
          <TemplateLine key={template.id} template={template} onChanged={onChanged} />
        ))}
      </ul>
    </Section>
  );
}

interface TemplateLineProps extends Pick<TemplatesSectionProps, 'onChanged'> {
  readonly template: Template;
}

function TemplateLine({ template, onChanged }: TemplateLineProps) {
  const { t } = useTranslation('library');
  const { t: tDesk } = useTranslation('banker');
  const format = useFormat();
  const run = useRun();
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null);
  const name = isolate(template.name);
  const remove = async () => {
    const done = await run(() => ownerLaptop.removeTemplate(template.id));
    if (done !== null) onChanged();
  };
  return (
    <li data-template={template.id}>
      <span className={css.name}>
        <bdi translate="no">{template.name}</bdi>
        <small>
          {tDesk('games.teams_count', {
            count: template.teams.length,
            number: format.number(template.teams.length),
          })}
        </small>
      </span>
      <Button
        variant="quiet"
        size="icon"
        label={t('templates.rename_of', { name })}
        onPress={() => setOpen('rename')}
      >
        <Pencil aria-hidden size={18} />
      </Button>
      <Button variant="quiet" size="icon" label={t('remove_of', { name })} onPress={() => setOpen('remove')}>
        <Trash2 aria-hidden size={18} />
      </Button>
      {open === 'rename' && (
        <TemplateNameDialog
          title={t('templates.rename')}
          name={template.name}
          save={(typed, before) =>
            ownerLaptop.renameTemplate(template.id, { name: typed, expected_name: before })
          }
          onSaved={onChanged}
          onClose={() => setOpen(null)}
        />
      )}
      <ConfirmDialog
        title={t('templates.remove_title', { name })}
        text={t('templates.remove_text')}
        confirmLabel={t('remove')}
        open={open === 'remove'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'remove' : null)}
        onConfirm={() => void remove()}
      />
    </li>
  );
}

interface TemplateNameDialogProps {
  readonly title: string;
  readonly hint?: string;
  readonly name: string;
  /** @param before what it was called when the dialog opened */
  readonly save: (name: string, before: string) => Promise<Template>;
  readonly onSaved: (template: Template) => void;
  readonly onClose: () => void;
}

/** What a template is to be called. */
export function TemplateNameDialog({ title, hint, name, save, onSaved, onClose }: TemplateNameDialogProps) {
  const { t } = useTranslation('library');
  const [before] = useState(name);
  const [typed, setTyped] = useState(before);
  const { refusal, attempt } = useAttempt();
  const { text, fault } = checkTyped(typed, GAME_NAME_LIMIT);
  const submit = async () => {
    if (fault !== null) return;
    const saved = await attempt(() => save(text, before));
    if (saved === null) return;
    onSaved(saved);
    onClose();
  };
  return (
    <Dialog title={title} open unsaved={typed !== before} onOpenChange={(open) => !open && onClose()}>
      {(_close, leave) => (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <RefusalMessage title={t('templates.failed')} refusal={refusal} />
          <TextField
            takesFocus
            label={t('templates.name')}
            {...(hint !== undefined && { hint })}
            value={typed}
            limit={GAME_NAME_LIMIT}
            onChange={setTyped}
          />
          <div className={css.answers} data-answers>
            <Button onPress={leave}>{t('cancel')}</Button>
            <Button variant="main" submit disabled={fault !== null}>
              {t('save')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
