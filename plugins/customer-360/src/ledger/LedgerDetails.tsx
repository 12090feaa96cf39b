import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { LedgerRecord } from '@customer-360/backstage-plugin-customer-360-common';
import { labelText } from '../access/accessText';
import { accessMessages } from '../access/messages';
import { useMessages } from '../messages/useMessages';
import { FactList } from '../parts/FactList';
import { stateMessages } from '../states/messages';
import { listOf } from '../format/listOf';
import { facetsAt } from './ledgerText';
import { inUtc } from './inUtc';
import { ledgerMessages } from './messages';

/** What a row says beside, and where it stands. @internal */
export function LedgerDetails({ record }: { record: LedgerRecord }) {
  const m = useMessages(ledgerMessages);
  const access = useMessages(accessMessages);
  const states = useMessages(stateMessages);
  const { chain, detail = {}, labels, policyVersion, requestId, seq } = record;
  return (
    <FactList
      facts={[
        { id: 'full', name: m.seen, value: facetsAt(record, 'full', states) },
        {
          id: 'summary',
          name: m.summarised,
          value: facetsAt(record, 'summary', states),
        },
        {
          id: 'none',
          name: m.withheld,
          value: facetsAt(record, 'none', states),
        },
        {
          id: 'labels',
          name: m.labels,
          value: listOf(labels.map(label => labelText(label, access))),
        },
        {
          id: 'subject',
          name: m.subject,
          value: record.subject && (
            <EntityRefLink entityRef={record.subject} defaultKind="user" />
          ),
        },
        ...Object.keys(m.details).map(key => ({
          id: key,
          name: m.details[key],
          value: detail[key],
        })),
        { id: 'utc', name: m.utc, value: inUtc(record.at) },
        { id: 'request', name: m.request, value: requestId },
        { id: 'policy', name: m.policy, value: policyVersion },
        { id: 'place', name: m.place, value: m.placeOf(seq, chain) },
      ]}
    />
  );
}
