import { useState } from 'react';
import TextField from '@material-ui/core/TextField';
import { SECTIONS } from '@customer-360/backstage-plugin-customer-360-common';
import { useMessages } from '../messages/useMessages';
import { AskDialogFrame } from './AskDialogFrame';
import { AskFields } from './AskFields';
import { beginAskingForAny, customerRefOf } from './askForm';
import { accessMessages } from './messages';
import { useLabels } from './useLabels';

/**
 * Asks for a customer that one sees nothing of. Whether there is one is not said:
 * what is asked for is taken alike for one that is hidden and one that is not
 * there.
 *
 * @internal
 */
export function AskForAnyDialog(props: { onAsked(): void; onClose(): void }) {
  const m = useMessages(accessMessages);
  const labels = useLabels();
  const [form, setForm] = useState(() => beginAskingForAny(new Date()));
  const [text, setText] = useState('');
  const customer = { kind: 'customer', ref: customerRefOf(text) } as const;
  return (
    <AskDialogFrame {...props} form={form}>
      <AskFields
        form={form}
        customer={customer}
        sections={SECTIONS}
        labels={labels}
        onChange={setForm}
        scope={
          <TextField
            id="customer-360-ask-customer"
            size="small"
            variant="outlined"
            required
            label={m.askWhich}
            helperText={m.askWhichHelp}
            error={text.trim() !== '' && customer.ref === ''}
            value={text}
            InputLabelProps={{ shrink: true }}
            onChange={event => {
              const written = event.target.value;
              setText(written);
              setForm({
                ...form,
                scope: { kind: 'customer', ref: customerRefOf(written) },
              });
            }}
          />
        }
      />
    </AskDialogFrame>
  );
}
