import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { LedgerUsage } from '@customer-360/backstage-plugin-customer-360-common';
import { accessMessages } from '../access/messages';
import { customer360LedgerApiRef } from '../api/LedgerApi';
import { PortfolioFrame } from '../customers/PortfolioFrame';
import { tokensFor } from '../design/tokens';
import { formatNumber } from '../format/formatNumber';
import { useCall } from '../hooks/useCall';
import { useMessages } from '../messages/useMessages';
import { CardSkeleton } from '../parts/CardSkeleton';
import { SectionCard } from '../parts/SectionCard';
import { LedgerError } from './LedgerError';
import { listOf } from '../format/listOf';
import { ledgerMessages } from './messages';
import { RangePicker } from './RangePicker';
import { timeRange, type RangeId } from './timeRange';
import { UsageTable } from './UsageTable';
import { useLedgerFilter } from './useLedgerFilter';

const useStyles = makeStyles(
  theme => ({
    totals: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(130px, 1fr))',
      gap: '10px 16px',
      margin: 0,
      '& dt': { color: tokensFor(theme.palette.type).soft, fontSize: 12 },
      '& dd': {
        margin: 0,
        fontSize: 22,
        lineHeight: '28px',
        fontVariantNumeric: 'tabular-nums',
      },
    },
  }),
  { name: 'Customer360LedgerUsagePage' },
);

/** Not all: the service counts a year at most. */
const RANGES: readonly RangeId[] = ['today', '7d', '30d', 'own'];
const SKELETON_ROWS = 10;

/** How the page is used, for those who look after it. Counts only. @internal */
export function LedgerUsagePage() {
  const m = useMessages(ledgerMessages);
  const api = useApi(customer360LedgerApiRef);
  const { change, search } = useLedgerFilter('30d');
  const range = search.range === 'all' ? '30d' : search.range;
  const { fromDay, toDay } = search;
  const { error, loading, retry, value } = useCall(
    useCallback(
      (signal: AbortSignal) =>
        api.usage({
          ...timeRange({ range, fromDay, toDay }, new Date()),
          signal,
        }),
      [api, range, fromDay, toDay],
    ),
  );
  const denied = error?.kind === 'denied';
  return (
    <PortfolioFrame>
      <SectionCard title={m.usageTitle} aside={m.usageIntro} busy={loading}>
        {!denied && (
          <RangePicker
            ranges={RANGES}
            search={{ ...search, range }}
            onChange={change}
          />
        )}
        <div style={{ marginTop: 10 }}>
          {error && (
            <LedgerError
              error={error}
              retry={retry}
              words={{ denied: m.usageDenial, invalid: m.usageInvalid }}
            />
          )}
          {!value && !error && <CardSkeleton rows={4} />}
          {value && <Totals usage={value} />}
        </div>
      </SectionCard>
      {!error && (
        <SectionCard
          title={m.usageSections}
          busy={loading}
          foot={<span>{m.usageMeaning}</span>}
        >
          {value ? (
            <Sections usage={value} />
          ) : (
            <CardSkeleton rows={SKELETON_ROWS} />
          )}
        </SectionCard>
      )}
    </PortfolioFrame>
  );
}

function Totals({ usage }: { usage: LedgerUsage }) {
  const m = useMessages(ledgerMessages);
  const classes = useStyles();
  const { customers, denied, pages, people } = usage;
  const facts: Array<[string, string, number]> = [
    ['people', m.people, people],
    ['customers', m.customers, customers],
    ['opened', m.pagesOpened, pages.opened],
    ['refreshed', m.pagesRefreshed, pages.refreshed],
    ['pushed', m.pagesPushed, pages.pushed],
    ['denied', m.attemptsDenied, denied],
  ];
  return (
    <>
      <dl className={classes.totals}>
        {facts.map(([id, name, value]) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>{formatNumber(value)}</dd>
          </div>
        ))}
      </dl>
      <div role="status">{people === 0 && m.usageNone}</div>
    </>
  );
}

function Sections({ usage }: { usage: LedgerUsage }) {
  const m = useMessages(ledgerMessages);
  const { sections } = useMessages(accessMessages);
  const { neverOpened } = usage;
  return (
    <>
      <UsageTable sections={usage.sections} />
      <p style={{ margin: '8px 0 0' }}>
        {neverOpened.length > 0
          ? m.neverOpened(listOf(neverOpened.map(id => sections[id])))
          : m.allOpened}
      </p>
    </>
  );
}
