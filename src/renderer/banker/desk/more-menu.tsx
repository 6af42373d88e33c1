import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Action } from '../components/button.tsx';
import { Sure } from '../components/dialog.tsx';
import { LinkWindow, type LinkFor } from '../links/link-dialog.tsx';
import { useDesk, useGame } from './desk-context.ts';
import { useRun } from './notices.tsx';
import { useThemeSwitch } from './theme-context.ts';
import menu from '../components/menu.module.css';

/** What is needed rarely: links for others, colours, the end. */
export function MoreMenu({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTranslation('banker');
  const { leave, goTo } = useDesk();
  const theme = useThemeSwitch();
  const running = useGame(({ game }) => game?.status === 'in_progress' || game?.status === 'paused');
  const [ending, setEnding] = useState(false);
  const [link, setLink] = useState<LinkFor | null>(null);
  const item = menu.item ?? '';
  return (
    <>
      <MenuTrigger>
        <Action kind="quiet" size="icon" label={t('more.title')}>
          <Ellipsis aria-hidden size={20} />
        </Action>
        <Popover className={menu.popover ?? ''} placement="bottom end">
          <Menu className={menu.menu ?? ''}>
            <MenuItem className={item} onAction={() => setLink({ for: 'banker' })}>
              {t('more.assistant')}
            </MenuItem>
            <MenuItem className={item} onAction={() => setLink({ for: 'board' })}>
              {t('more.board')}
            </MenuItem>
            <MenuItem className={item} onAction={() => theme.choose(theme.next())}>
              {t('more.theme')}
            </MenuItem>
            <MenuItem className={item} onAction={onHelp}>
              {t('more.keys')}
            </MenuItem>
            <MenuItem className={item} onAction={() => goTo('safekeeping')}>
              {t('more.safekeeping')}
            </MenuItem>
            {leave !== null && (
              <MenuItem className={item} onAction={leave}>
                {t('more.games')}
              </MenuItem>
            )}
            {running && (
              <MenuItem className={item} data-danger onAction={() => setEnding(true)}>
                {t('more.end')}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      <EndGame open={ending} onOpenChange={setEnding} />
      {link !== null && <LinkWindow link={link} onClose={() => setLink(null)} />}
    </>
  );
}

interface EndGameProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

function EndGame({ open, onOpenChange }: EndGameProps) {
  const { t } = useTranslation('banker');
  const { calls, gameCode, goTo } = useDesk();
  const run = useRun();
  const count = useGame(({ challenges }) => challenges.length);
  const end = async () => {
    const ended = await run(() => calls.end(gameCode));
    if (ended !== null) goTo('summary');
  };
  return (
    <Sure
      title={t('end.title')}
      text={count === 0 ? t('end.text') : t('end.text_open', { count })}
      yes={t('end.yes')}
      open={open}
      onOpenChange={onOpenChange}
      onYes={() => void end()}
    />
  );
}
