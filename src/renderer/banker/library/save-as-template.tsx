import { BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useNotify } from '../desk/notices.tsx';
import { templateExercises } from './library-options.ts';
import { TemplateNameDialog } from './templates-section.tsx';

/** Keeps this game's teams, rules and exercises for other games. */
export function SaveAsTemplate() {
  const { t } = useTranslation('library');
  const { laptop, gameCode, seat, exerciseList } = useDesk();
  const name = useGame(({ game }) => game?.name);
  const notify = useNotify();
  const [open, setOpen] = useState(false);
  if (seat !== OWNER_SEAT_ID || name === undefined) return null;
  return (
    <>
      <Button size="small" onPress={() => setOpen(true)}>
        <BookmarkPlus aria-hidden size={18} /> {t('templates.save_as')}
      </Button>
      {open && (
        <TemplateNameDialog
          title={t('templates.save_as')}
          hint={t('templates.save_as_hint')}
          name={name}
          save={(typed) =>
            laptop.saveTemplate({
              name: typed,
              game_code: gameCode,
              exercises: templateExercises(exerciseList),
            })
          }
          onSaved={(saved) => notify(t('templates.saved', { name: isolate(saved.name) }))}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
