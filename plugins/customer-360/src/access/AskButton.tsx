import { useState } from 'react';
import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import { useMessages } from '../messages/useMessages';
import { TextButton } from '../parts/TextButton';
import { usePreview } from '../view/usePreview';
import { AskDialog } from './AskDialog';
import { accessMessages } from './messages';

/**
 * Where something is restricted: a way to ask for it. Not in a preview, where
 * what is missing is missing to somebody else.
 *
 * @internal
 */
export function AskButton(props: {
  facet?: FacetId;
  /** Of fields that were taken out of it. */
  labels?: readonly string[];
}) {
  const m = useMessages(accessMessages);
  const preview = usePreview();
  const [open, setOpen] = useState(false);
  if (preview) {
    return null;
  }
  return (
    <>
      <TextButton onClick={() => setOpen(true)}>{m.ask}</TextButton>
      {open && <AskDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
