import { useState } from 'react';
import { useMessages } from '../messages/useMessages';
import { TextButton } from '../parts/TextButton';
import { KeysDialog } from './KeysDialog';
import { handsMessages } from './messages';

/** The way to the list of keys for those who have none, or switched them off. @internal */
export function KeysButton() {
  const m = useMessages(handsMessages);
  const [listed, setListed] = useState(false);
  return (
    <>
      <TextButton onClick={() => setListed(true)}>{m.open}</TextButton>
      {listed && <KeysDialog onClose={() => setListed(false)} />}
    </>
  );
}
