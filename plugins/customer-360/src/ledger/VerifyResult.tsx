import type { LedgerFinding } from '@customer-360/backstage-plugin-customer-360-common';
import { formatClock } from '../format/formatDate';
import { formatNumber } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { TextButton } from '../parts/TextButton';
import { ToneText } from '../parts/ToneText';
import { ErrorNotice } from '../states/ErrorNotice';
import { ledgerMessages } from './messages';
import type { VerifyState } from './useVerify';

/** What a check of the ledger has found, and what to do about it. @internal */
export function VerifyResult(props: {
  state: VerifyState;
  start: () => void;
  stop: () => void;
}) {
  const { start, state, stop } = props;
  const m = useMessages(ledgerMessages);
  return (
    <>
      <div role="status" style={{ marginTop: state.step === 'idle' ? 0 : 8 }}>
        <Found state={state} />
      </div>
      {state.step === 'running' && (
        <TextButton onClick={stop}>{m.verifyStop}</TextButton>
      )}
      {(state.step === 'done' || state.step === 'failed') && !state.so.ok && (
        <>
          <Findings findings={state.so.findings} />
          <p style={{ margin: '8px 0 0' }}>{m.wrongNext}</p>
        </>
      )}
      {state.step === 'failed' && (
        <ErrorNotice error={state.error} retry={start} />
      )}
    </>
  );
}

function Found({ state }: { state: VerifyState }) {
  const m = useMessages(ledgerMessages);
  if (state.step === 'running') {
    return <>{m.verifying(formatNumber(state.so.rows))}</>;
  }
  if (state.step === 'idle' || (state.step === 'failed' && state.so.ok)) {
    return null;
  }
  const { chains, findings, ok, rows } = state.so;
  const counted = [formatNumber(rows), m.chains(formatNumber(chains))] as const;
  return state.step === 'done' && ok ? (
    <ToneText tone="up">
      {m.verifiedOk(...counted, formatClock(state.at, new Date()))}
    </ToneText>
  ) : (
    <ToneText tone="down" strong>
      {m.verifiedWrong(Math.max(1, findings.length), ...counted)}
    </ToneText>
  );
}

function Findings(props: { findings: readonly LedgerFinding[] }) {
  const m = useMessages(ledgerMessages);
  return (
    <DataTable<LedgerFinding>
      stacked
      caption={m.wrongCaption}
      rows={props.findings}
      rowKey={({ chain, problem, seq }) => `${chain}/${seq}/${problem}`}
      limit={20}
      columns={[
        { id: 'chain', title: m.chain, render: ({ chain }) => chain },
        {
          id: 'row',
          title: m.row,
          render: ({ seq }) => formatNumber(seq),
        },
        {
          id: 'problem',
          title: m.problem,
          render: ({ problem }) => m.problems[problem] ?? m.problemUnknown,
        },
      ]}
    />
  );
}
