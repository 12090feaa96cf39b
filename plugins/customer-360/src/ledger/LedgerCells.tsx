import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type {
  LedgerRecord,
  SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';
import { accessMessages } from '../access/messages';
import type { Tone } from '../design/tokens';
import { useTokens } from '../design/useTokens';
import { formatInstantSeconds, formatInstantShort } from '../format/formatDate';
import { useMessages } from '../messages/useMessages';
import { Chip } from '../parts/Chip';
import { ToneShape } from '../parts/ToneShape';
import { ToneText } from '../parts/ToneText';
import { stateMessages } from '../states/messages';
import {
  marksOf,
  outcomeText,
  sectionsOf,
  sectionsText,
  wasRefused,
  whatText,
  type Mark,
} from './ledgerText';
import { inUtc } from './inUtc';
import { ledgerMessages } from './messages';

const MARK_TONES: Record<Mark, Tone> = {
  alarm: 'down',
  emergency: 'down',
  preview: 'watch',
};

/** In the viewer's time, and in UTC for those who compare it with a log. @internal */
export function When(props: {
  at: string;
  /** Without seconds, for a card with little room. */
  brief?: boolean;
}) {
  const { at, brief } = props;
  return (
    <time dateTime={at} title={inUtc(at)}>
      {brief ? formatInstantShort(at) : formatInstantSeconds(at)}
    </time>
  );
}

/** Who did it, as far as anybody knows. @internal */
export function Who({ record }: { record: LedgerRecord }) {
  const m = useMessages(ledgerMessages);
  const tokens = useTokens();
  if (record.person !== undefined) {
    return (
      <EntityRefLink
        entityRef={record.person}
        defaultKind="user"
        hideIcon
        disableTooltip
      />
    );
  }
  // An alarm is about somebody, also where nobody knows any more about whom.
  const byItself = record.outcome === 'none' && record.kind !== 'alarm';
  return (
    <span style={{ color: tokens.soft }}>
      {byItself ? m.service : m.forgotten}
    </span>
  );
}

/** @internal */
export function What({ record }: { record: LedgerRecord }) {
  const m = useMessages(ledgerMessages);
  const { nouns } = useMessages(stateMessages);
  const words: Record<Mark, string> = {
    alarm: m.alarm,
    emergency: m.emergency,
    preview: m.preview(record.actingAs?.split(':')[0] ?? ''),
  };
  return (
    <>
      {marksOf(record).map(mark => (
        <span key={mark}>
          <Chip tone={MARK_TONES[mark]}>
            <ToneShape tone={MARK_TONES[mark]} /> {words[mark]}
          </Chip>{' '}
        </span>
      ))}
      {whatText(record, m, nouns)}
    </>
  );
}

/** @internal */
export function Customer({ customer }: Pick<LedgerRecord, 'customer'>) {
  return customer === undefined ? null : (
    <EntityRefLink
      entityRef={customer}
      defaultKind="customer"
      hideIcon
      disableTooltip
    />
  );
}

/** Sections shown and withheld, or rows where it is a list. @internal */
export function HowMuch({ record }: { record: LedgerRecord }) {
  const m = useMessages(ledgerMessages);
  const access = useMessages(accessMessages);
  const tokens = useTokens();
  const { denied, shown } = sectionsOf(record);
  const text = (sections: readonly SectionId[]) =>
    sectionsText(sections, m, access);
  const seen = text(shown);
  const withheld = text(denied.filter(id => !shown.includes(id)));
  const partly = text(denied.filter(id => shown.includes(id)));
  const rows = record.detail?.rows;
  const beside = { color: seen ? tokens.soft : undefined };
  return (
    <>
      {seen && <div>{seen}</div>}
      {withheld && <div style={beside}>{m.sectionsDenied(withheld)}</div>}
      {partly && <div style={beside}>{m.partsDenied(partly)}</div>}
      {rows !== undefined && <div>{m.rows(rows)}</div>}
    </>
  );
}

/** @internal */
export function Outcome({ record }: { record: LedgerRecord }) {
  const m = useMessages(ledgerMessages);
  const text = outcomeText(record, m);
  return wasRefused(record) ? (
    <ToneText tone="down" strong>
      {text}
    </ToneText>
  ) : (
    <>{text}</>
  );
}
