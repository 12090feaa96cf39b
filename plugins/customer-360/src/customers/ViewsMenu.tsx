import { useState } from 'react';
import Divider from '@material-ui/core/Divider';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import {
  grantsManagePermission,
  type SavedView,
  type SavedViewQuery,
} from '@customer-360/backstage-plugin-customer-360-common';
import { useHolds } from '../access/useHolds';
import { useOwnRef } from '../hooks/useOwnRef';
import { useUniqueId } from '../hooks/useUniqueId';
import { useMessages } from '../messages/useMessages';
import { TextButton } from '../parts/TextButton';
import { isSameList } from './isSameList';
import { ManageViewsDialog } from './ManageViewsDialog';
import { viewsMessages } from './viewsMessages';
import { SaveViewDialog } from './SaveViewDialog';

/** Opens a list that was kept, and keeps the one that is shown. @internal */
export function ViewsMenu(props: {
  views: readonly SavedView[];
  /** What is shown. */
  query: SavedViewQuery;
  onOpen(view: SavedView): void;
  onChanged(): void;
}) {
  const { onChanged, onOpen, query, views } = props;
  const m = useMessages(viewsMessages);
  const me = useOwnRef();
  const manages = useHolds(grantsManagePermission);
  const menuId = useUniqueId();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const [dialog, setDialog] = useState<'save' | 'manage'>();
  const isOwn = (view: SavedView) => view.owner === me;
  const changeable = views.filter(view => isOwn(view) || manages);
  const choose = (next: () => void) => () => {
    setAnchor(undefined);
    next();
  };
  return (
    <>
      <TextButton
        onClick={setAnchor}
        expanded={anchor !== undefined}
        controls={menuId}
      >
        {m.title}
      </TextButton>
      <Menu
        id={menuId}
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        getContentAnchorEl={null}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        {views.map(view => (
          <MenuItem
            key={view.id}
            dense
            selected={isSameList(view.query, query)}
            onClick={choose(() => onOpen(view))}
          >
            {isOwn(view) ? view.title : m.sharedOne(view.title)}
          </MenuItem>
        ))}
        {views.length > 0 && <Divider component="li" />}
        <MenuItem dense onClick={choose(() => setDialog('save'))}>
          {m.saveThis}
        </MenuItem>
        {changeable.length > 0 && (
          <MenuItem dense onClick={choose(() => setDialog('manage'))}>
            {m.manage}
          </MenuItem>
        )}
      </Menu>
      {dialog === 'save' && (
        <SaveViewDialog
          query={query}
          onClose={() => setDialog(undefined)}
          onDone={() => {
            setDialog(undefined);
            onChanged();
          }}
        />
      )}
      {dialog === 'manage' && (
        <ManageViewsDialog
          views={changeable}
          isOwn={isOwn}
          onClose={() => setDialog(undefined)}
          onChanged={onChanged}
        />
      )}
    </>
  );
}
