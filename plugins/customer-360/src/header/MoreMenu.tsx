import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useApi } from '@backstage/core-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import MoreVertIcon from '@material-ui/icons/MoreVert';
import { customer360FeedbackApiRef } from '../api/FeedbackApi';
import { briefMessages } from '../brief/messages';
import { KeysDialog } from '../hands/KeysDialog';
import { handsMessages } from '../hands/messages';
import { useMessages } from '../messages/useMessages';
import { usePreview } from '../view/usePreview';
import { headerMessages } from './messages';

/** What is seldom needed. @internal */
export function MoreMenu(props: {
  /** Path of the customer's page. */
  base: string;
}) {
  const m = useMessages(headerMessages);
  const feedback = useApi(customer360FeedbackApiRef);
  const [anchor, setAnchor] = useState<Element>();
  const [, setParams] = useSearchParams();
  const hands = useMessages(handsMessages);
  const brief = useMessages(briefMessages);
  const navigate = useNavigate();
  // What is seen through other eyes is nobody's to take along.
  const preview = usePreview();
  const [keysListed, setKeysListed] = useState(false);
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
        {!preview && (
          <MenuItem
            onClick={() => {
              close();
              navigate(`${props.base}?brief`);
            }}
          >
            {brief.open}
          </MenuItem>
        )}
        <MenuItem
          onClick={() => {
            close();
            setKeysListed(true);
          }}
        >
          {hands.open}
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
      {keysListed && <KeysDialog onClose={() => setKeysListed(false)} />}
    </>
  );
}
