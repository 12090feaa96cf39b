import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import {
  isAbort,
  toCustomer360Error,
  type Customer360Error,
} from '../api/Customer360Error';
import { customer360LedgerApiRef, type LedgerFilter } from '../api/LedgerApi';
import { useMessages } from '../messages/useMessages';
import { useUniqueId } from '../hooks/useUniqueId';
import { ErrorNotice } from '../states/ErrorNotice';
import { ledgerMessages } from './messages';
import { saveFile } from './saveFile';

/** Saves all that the search finds as a file for another system. @internal */
export function ExportButton(props: { filter: LedgerFilter }) {
  const m = useMessages(ledgerMessages);
  const api = useApi(customer360LedgerApiRef);
  const helpId = useUniqueId();
  const abort = useRef<AbortController>();
  const [state, setState] = useState<{
    busy?: boolean;
    file?: string;
    error?: Customer360Error;
  }>({});
  useEffect(() => () => abort.current?.abort(), []);

  const run = async () => {
    const { signal } = (abort.current = new AbortController());
    setState({ busy: true });
    try {
      const content = await api.export({ ...props.filter, signal });
      const file = fileNameAt(new Date());
      saveFile(content, file);
      setState({ file });
    } catch (error) {
      if (!isAbort(error)) {
        setState({ error: toCustomer360Error(error) });
      }
    }
  };

  let status = '';
  if (state.busy) {
    status = m.exporting;
  } else if (state.file) {
    status = m.exported(state.file);
  }
  return (
    <>
      <div
        style={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: '4px 12px',
          alignItems: 'center',
        }}
      >
        <Button
          variant="outlined"
          size="small"
          style={{ textTransform: 'none' }}
          disabled={state.busy}
          aria-describedby={helpId}
          onClick={() => void run()}
        >
          {m.exportRows}
        </Button>
        <span id={helpId} style={{ flex: '1 1 240px' }}>
          {m.exportHelp}
        </span>
      </div>
      <div role="status">{status}</div>
      {state.error && (
        <ErrorNotice error={state.error} retry={() => void run()} />
      )}
    </>
  );
}

function fileNameAt(now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '');
  return `customer-360-ledger-${stamp}Z.jsonl`;
}
