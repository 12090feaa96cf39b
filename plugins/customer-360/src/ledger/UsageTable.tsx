import type {
  LedgerUsage,
  SectionUsage,
} from '@customer-360/backstage-plugin-customer-360-common';
import { accessMessages } from '../access/messages';
import { useTokens } from '../design/useTokens';
import { formatNumber } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { DataTable, type DataColumn } from '../parts/DataTable';
import { ledgerMessages } from './messages';

/** Sections and their counts, each with a bar against the largest. @internal */
export function UsageTable({ sections }: Pick<LedgerUsage, 'sections'>) {
  const m = useMessages(ledgerMessages);
  const access = useMessages(accessMessages);
  const tokens = useTokens();
  const count = (
    id: 'shown' | 'opened' | 'denied',
    title: string,
    color: string,
  ): DataColumn<SectionUsage> => {
    const most = Math.max(1, ...sections.map(section => section[id]));
    return {
      id,
      title,
      render: section => (
        <Count value={section[id]} share={section[id] / most} color={color} />
      ),
    };
  };
  return (
    <DataTable<SectionUsage>
      stacked
      caption={m.usageCaption}
      rows={sections}
      rowKey={({ section }) => section}
      columns={[
        {
          id: 'section',
          title: m.section,
          nowrap: true,
          render: ({ section }) => access.sections[section],
        },
        count('shown', m.usageShown, tokens.spark),
        count('opened', m.usageOpened, tokens.spark),
        count('denied', m.usageDenied, tokens.down),
      ]}
    />
  );
}

/** A number, and beside it how long it is among its like. */
function Count(props: { value: number; share: number; color: string }) {
  return (
    <span
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 8,
        width: '100%',
        maxWidth: 260,
      }}
    >
      <span
        style={{
          minWidth: 48,
          fontVariantNumeric: 'tabular-nums',
        }}
      >
        {formatNumber(props.value)}
      </span>
      <span aria-hidden="true" style={{ flex: 1 }}>
        <span
          style={{
            display: 'block',
            height: 8,
            borderRadius: 2,
            background: props.color,
            width: `${Math.round(props.share * 100)}%`,
            minWidth: props.value > 0 ? 2 : 0,
          }}
        />
      </span>
    </span>
  );
}
