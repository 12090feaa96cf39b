import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import MoreVertIcon from '@material-ui/icons/MoreVert';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { useMessages } from '../messages/useMessages';
import { headerMessages } from './messages';

/** What is seldom needed. @internal */
export function MoreMenu() {
  const m = useMessages(headerMessages);
  const feedback = useApi(customer360FeedbackApiRef);
  const [anchor, setAnchor] = useState<Element>();
  const [, setParams] = useSearchParams();
  const close = () => setAnchor(undefined);
  return (
    <>
      <IconButton
        size="small"
        aria-label={m.more}
        aria-haspopup="menu"
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVertIcon fontSize="small" />
      </IconButton>
      <Menu
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={close}
        getContentAnchorEl={null}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      >
        <MenuItem
          onClick={async () => {
            close();
            await window.navigator.clipboard.writeText(window.location.href);
            feedback.post({ tone: 'success', text: m.linkCopied });
          }}
        >
          {m.copyLink}
        </MenuItem>
        <MenuItem
          onClick={() => {
            close();
            // The catalog's entity page opens its inspector by this parameter.
            setParams(params => {
              const next = new URLSearchParams(params);
              next.set('inspect', 'overview');
              return next;
            });
          }}
        >
          {m.inspect}
        </MenuItem>
      </Menu>
    </>
  );
}
