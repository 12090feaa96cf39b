import type { SourceReport } from '@customer-360/backstage-plugin-customer-360-common';
import type { Tone } from '../design/tokens';
import { ageMessages, formatElapsed } from '../format/formatAge';
import { formatClock, formatInstant } from '../format/formatDate';
import { formatNumber } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { DataTable } from '../parts/DataTable';
import { ToneText } from '../parts/ToneText';
import { sourcesMessages } from './messages';
import { SourceDetails } from './SourceDetails';

const TONES: Partial<Record<SourceReport['state'], Tone>> = {
  ok: 'up',
  failing: 'down',
};

/** One row for each source. @internal */
export function SourcesTable(props: {
  sources: readonly SourceReport[];
  now: Date;
}) {
  const { now, sources } = props;
  const m = useMessages(sourcesMessages);
  const ages = useMessages(ageMessages);
  const age = (instant: string) => (
    <span title={formatInstant(instant)}>
      {m.ago(formatElapsed(instant, now, ages))}
    </span>
  );
  return (
    <DataTable<SourceReport>
      stacked
      caption={m.caption}
      rows={sources}
      rowKey={({ id }) => id}
      details={source => (
        <SourceDetails source={source} sources={sources} now={now} />
      )}
      columns={[
        {
          id: 'source',
          title: m.source,
          render: ({ id, title }) => (
            <>
              <strong>{title}</strong>
              {id !== title.toLowerCase() && <div>{id}</div>}
            </>
          ),
        },
        { id: 'state', title: m.state, render: source => stateOf(source) },
        {
          id: 'last',
          title: m.lastSuccess,
          nowrap: true,
          render: ({ lastSuccessAt }) =>
            lastSuccessAt ? age(lastSuccessAt) : m.never,
        },
        {
          id: 'changes',
          title: m.changes,
          render: source =>
            changesOf(source).map(text => <div key={text}>{text}</div>),
        },
        {
          id: 'hour',
          title: m.lastHour,
          render: ({ lastHour }) =>
            hourOf(lastHour).map(text => <div key={text}>{text}</div>),
        },
        {
          id: 'quota',
          title: m.quota,
          render: ({ quota }) => quotaOf(quota),
        },
        {
          id: 'reach',
          title: m.reach,
          align: 'right',
          render: ({ reach }) =>
            reach ? (
              <span
                title={m.countedAt(formatElapsed(reach.countedAt, now, ages))}
              >
                {formatNumber(reach.customers)}
              </span>
            ) : (
              m.notCounted
            ),
        },
      ]}
    />
  );

  function stateOf({ failing, state }: SourceReport) {
    const tone = TONES[state];
    const text = failing
      ? `${m.states[state]}: ${m.failures[failing]}`
      : m.states[state];
    return tone ? <ToneText tone={tone}>{text}</ToneText> : text;
  }

  function changesOf({ sync, webhook }: SourceReport): string[] {
    const told = webhook?.lastReceivedAt
      ? m.told(formatElapsed(webhook.lastReceivedAt, now, ages))
      : m.toldNothing;
    const onTime = sync.filter(({ state }) => state === 'ok').length;
    const ways = [
      ...(webhook ? [told] : []),
      ...(webhook && webhook.waiting > 0 ? [m.waiting(webhook.waiting)] : []),
      ...(sync.length > 0 ? [m.syncOnTime(onTime, sync.length)] : []),
    ];
    return ways.length > 0 ? ways : [m.noChanges];
  }

  function hourOf(hour: SourceReport['lastHour']): string[] {
    if (hour.reads === 0) {
      return [m.quietHour];
    }
    const sum = (counts: ReadonlyArray<{ count: number }>) =>
      counts.reduce((total, { count }) => total + count, 0);
    const failed = sum(hour.failures);
    const lacking = sum(hour.drifts);
    return [
      m.readsOf(formatNumber(hour.reads), hour.reads),
      ...(failed > 0 ? [m.failed(formatNumber(failed))] : []),
      ...(lacking > 0 ? [m.lacking(formatNumber(lacking))] : []),
    ];
  }

  function quotaOf(quota: SourceReport['quota']) {
    if (!quota) {
      return m.notSaid;
    }
    const left =
      quota.limit === undefined
        ? formatNumber(quota.remaining)
        : m.quotaOf(formatNumber(quota.remaining), formatNumber(quota.limit));
    return (
      <span title={m.ago(formatElapsed(quota.readAt, now, ages))}>
        {left}
        {quota.resetAt && Date.parse(quota.resetAt) > now.getTime() && (
          <div>{m.quotaUntil(formatClock(quota.resetAt, now))}</div>
        )}
      </span>
    );
  }
}
