import type { ContextMenuParams, MenuItemConstructorOptions, WebContents } from 'electron';
import { say } from '../strings.ts';

type Params = Pick<ContextMenuParams, 'editFlags' | 'isEditable' | 'selectionText'>;

/** The context menu; empty if there is nothing to cut, copy or paste. */
function contextMenuTemplate({ editFlags, isEditable, selectionText }: Params): MenuItemConstructorOptions[] {
  const copyItem: MenuItemConstructorOptions = {
    role: 'copy',
    label: say('menu.copy'),
    enabled: editFlags.canCopy,
  };
  const allItem: MenuItemConstructorOptions = {
    role: 'selectAll',
    label: say('menu.select_all'),
    enabled: editFlags.canSelectAll,
  };
  if (!isEditable) return selectionText.trim() === '' ? [] : [copyItem, allItem];
  return [
    { role: 'cut', label: say('menu.cut'), enabled: editFlags.canCut },
    copyItem,
    { role: 'paste', label: say('menu.paste'), enabled: editFlags.canPaste },
    { type: 'separator' },
    allItem,
  ];
}

/** Adds a context menu: Electron has none by default. */
export function enableContextMenu(
  contents: Pick<WebContents, 'on'>,
  popUp: (template: MenuItemConstructorOptions[]) => void,
): void {
  contents.on('context-menu', (_event, params) => {
    const template = contextMenuTemplate(params);
    if (template.length > 0) popUp(template);
  });
}
