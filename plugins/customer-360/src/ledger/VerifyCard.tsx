import Button from '@material-ui/core/Button';
import type { LedgerFinding } from '@customer-360/backstage-plugin-customer-360-common';
import { formatClock } from '../format/formatDate';
import { formatNumber } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { SectionCard } from '../parts/SectionCard';
import { TextButton } from '../parts/TextButton';
import { ToneText } from '../parts/ToneText';
import { ErrorNotice } from '../states/ErrorNotice';
import { ledgerMessages } from './messages';
import { useVerify, type VerifyState } from './useVerify';

/** Has the ledger prove that nobody changed it, and says what it found. @internal */
export function VerifyCard() {
  const m = useMessages(ledgerMessages);
  const { start, state, stop } = useVerify();
  const running = state.step === 'running';
  return (
    <SectionCard title={m.verifyTitle} busy={running}>
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
          disabled={running}
          onClick={start}
        >
          {m.verify}
        </Button>
        <span style={{ flex: '1 1 240px' }}>{m.verifyIntro}</span>
      </div>
      <div role="status" style={{ marginTop: 6 }}>
        <Result state={state} />
      </div>
      {running && <TextButton onClick={stop}>{m.verifyStop}</TextButton>}
      {state.step === 'done' && !state.so.ok && (
        <>
          <Findings findings={state.so.findings} />
          <p style={{ margin: '8px 0 0' }}>{m.wrongNext}</p>
        </>
      )}
      {state.step === 'failed' && (
        <ErrorNotice error={state.error} retry={start} />
      )}
    </SectionCard>
  );
}

function Result({ state }: { state: VerifyState }) {
  const m = useMessages(ledgerMessages);
  if (state.step === 'running') {
    return <>{m.verifying(formatNumber(state.so.rows))}</>;
  }
  if (state.step !== 'done') {
    return null;
  }
  const { chains, findings, ok, rows } = state.so;
  const counted = [formatNumber(rows), m.chains(formatNumber(chains))] as const;
  return ok ? (
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
