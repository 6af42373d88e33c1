import { clsx } from 'clsx';
import { ChevronRight, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, SubmenuTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLanguages } from '../../shared/hooks/use-languages.ts';
import { useThemeSwitch } from '../../shared/theme-context.ts';
import { Button } from '../components/button.tsx';
import { Popover } from '../components/popover.tsx';
import { EndTimeDialog } from '../evening/end-time-dialog.tsx';
import { MessageDialog } from '../evening/message.tsx';
import { LinkDialog, type LinkFor } from '../links/link-dialog.tsx';
import { useDesk, useGame } from './desk-context.ts';
import { EndGame } from './end-game.tsx';
import menuCss from '../components/menu.module.css';

/** Rarely needed actions: links for others, colours, ending the game. */
export function MoreMenu({ onHelp }: { readonly onHelp: () => void }) {
  const { t } = useTranslation('banker');
  const { leave, goTo } = useDesk();
  const theme = useThemeSwitch();
  const running = useGame(({ game }) => game?.status === 'in_progress' || game?.status === 'paused');
  const isOver = useGame(({ game }) => game?.status === 'completed');
  const [ending, setEnding] = useState(false);
  const [planning, setPlanning] = useState(false);
  const [saying, setSaying] = useState(false);
  const [link, setLink] = useState<LinkFor | null>(null);
  const item = clsx(menuCss.item);
  return (
    <>
      <MenuTrigger>
        <Button variant="quiet" size="icon" label={t('more.title')}>
          <Ellipsis aria-hidden size={20} />
        </Button>
        <Popover className={menuCss.popover}>
          <Menu className={clsx(menuCss.menu)}>
            <MenuItem className={item} onAction={() => setSaying(true)} textValue={t('more.message')}>
              <span>{t('more.message')}</span>
            </MenuItem>
            {!isOver && (
              <MenuItem className={item} onAction={() => setPlanning(true)} textValue={t('more.end_time')}>
                <span>{t('more.end_time')}</span>
              </MenuItem>
            )}
            <MenuItem
              className={item}
              onAction={() => setLink({ for: 'banker' })}
              textValue={t('more.assistant')}
            >
              <span>{t('more.assistant')}</span>
            </MenuItem>
            <MenuItem className={item} onAction={() => setLink({ for: 'board' })} textValue={t('more.board')}>
              <span>{t('more.board')}</span>
            </MenuItem>
            <MenuItem
              className={item}
              onAction={() => theme.choose(theme.next())}
              textValue={t('more.theme')}
            >
              <span>{t('more.theme')}</span>
            </MenuItem>
            <LanguageItem />
            <MenuItem className={item} onAction={onHelp} textValue={t('more.shortcuts')}>
              <span>{t('more.shortcuts')}</span>
            </MenuItem>
            <MenuItem className={item} onAction={() => goTo('doctor')} textValue={t('more.doctor')}>
              <span>{t('more.doctor')}</span>
            </MenuItem>
            <MenuItem className={item} onAction={() => goTo('safekeeping')} textValue={t('more.safekeeping')}>
              <span>{t('more.safekeeping')}</span>
            </MenuItem>
            {leave !== null && (
              <MenuItem className={item} onAction={leave} textValue={t('more.games')}>
                <span>{t('more.games')}</span>
              </MenuItem>
            )}
            {running && (
              <MenuItem
                className={item}
                data-danger
                onAction={() => setEnding(true)}
                textValue={t('more.end')}
              >
                <span>{t('more.end')}</span>
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
      <MessageDialog open={saying} onOpenChange={setSaying} />
      <EndTimeDialog open={planning} onOpenChange={setPlanning} />
      <EndGame open={ending} onOpenChange={setEnding} />
      {link !== null && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </>
  );
}

/** Of this desk alone: phones and boards have their own. */
function LanguageItem() {
  const { t } = useTranslation('shared');
  const { current, all, choose } = useLanguages();
  return (
    <SubmenuTrigger>
      <MenuItem className={clsx(menuCss.item)} textValue={t('language')}>
        <span>{t('language')}</span>
        <ChevronRight aria-hidden size={18} className={clsx(menuCss.further)} />
      </MenuItem>
      <Popover className={menuCss.popover} placement="end top">
        <Menu
          className={clsx(menuCss.menu)}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[current]}
          onAction={(tag) => tag !== current && choose(String(tag))}
        >
          {all.map(({ tag, name }) => (
            <MenuItem key={tag} id={tag} className={clsx(menuCss.item)} textValue={name}>
              <bdi lang={tag} translate="no">
                {name}
              </bdi>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </SubmenuTrigger>
  );
}
