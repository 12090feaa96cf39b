import { useState } from 'react';
import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import { useMessages } from '../messages/useMessages';
import { TextButton } from '../parts/TextButton';
import { sectionOf } from '../view/sectionOf';
import { useCustomerView } from '../view/useCustomerView';
import { usePreview } from '../view/usePreview';
import { AskDialog } from './AskDialog';
import { accessMessages } from './messages';

/**
 * Where something is restricted: a way to ask for it. Not in a preview, where
 * what is missing is missing to somebody else.
 *
 * @internal
 */
export function AskButton(props: { facet?: FacetId; label?: string }) {
  const { facet, label } = props;
  const m = useMessages(accessMessages);
  const { view } = useCustomerView();
  const preview = usePreview();
  const [open, setOpen] = useState(false);
  if (preview) {
    return null;
  }
  return (
    <>
      <TextButton onClick={() => setOpen(true)}>{m.ask}</TextButton>
      {open && (
        <AskDialog
          section={facet && sectionOf(view, facet)}
          label={label}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
