import type { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import { exportPermission } from '@customer-360/backstage-plugin-customer-360-common';
import { useHolds } from '../access/useHolds';
import type { LedgerFilter } from '../api/LedgerApi';
import type { ExportState } from '../files/useFileExport';
import { useMessages } from '../messages/useMessages';
import { LedgerError } from './LedgerError';
import { ledgerMessages } from './messages';
import { useExport } from './useExport';
import { useVerify } from './useVerify';
import { VerifyResult } from './VerifyResult';

/**
 * Has the ledger prove that nobody changed it, and gives it to other systems.
 *
 * @param props.children - places the buttons
 * @internal
 */
export function LedgerTools(props: {
  filter: LedgerFilter;
  children(buttons: ReactNode): ReactNode;
}) {
  const m = useMessages(ledgerMessages);
  const mayExport = useHolds(exportPermission);
  const verify = useVerify();
  const exporting = useExport(props.filter);
  const button = (text: string, onClick: () => void, busy: boolean) => (
    <Button
      variant="outlined"
      size="small"
      style={{ textTransform: 'none' }}
      disabled={busy}
      onClick={onClick}
    >
      {text}
    </Button>
  );
  return (
    <>
      {props.children(
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 10 }}>
          {button(m.verify, verify.start, verify.state.step === 'running')}
          {mayExport &&
            button(
              m.exportRows,
              exporting.start,
              exporting.state.step === 'running',
            )}
        </div>,
      )}
      <VerifyResult {...verify} />
      <ExportResult state={exporting.state} retry={exporting.start} />
    </>
  );
}

function ExportResult(props: { state: ExportState; retry: () => void }) {
  const { retry, state } = props;
  const m = useMessages(ledgerMessages);
  return (
    <>
      <div role="status" style={{ marginTop: state.step === 'idle' ? 0 : 8 }}>
        {state.step === 'running' && m.exporting}
        {state.step === 'done' && m.exported(state.file)}
      </div>
      {state.step === 'failed' && (
        <LedgerError
          error={state.error}
          retry={retry}
          words={{ denied: m.exportDenied }}
        />
      )}
    </>
  );
}
