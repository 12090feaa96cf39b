import type {
  AccountData,
  CustomerView,
} from '@customer-360/backstage-plugin-customer-360-common';
import { useMessages } from '../messages/useMessages';
import { FactList } from '../parts/FactList';
import { SourceLink } from '../parts/SourceLink';
import { ToneText } from '../parts/ToneText';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { useNow } from '../hooks/useNow';
import { profileMessages } from './messages';

/** The clock at the customer's, where their zone is known and valid. */
function localTime(zone: string | undefined, now: Date): string | undefined {
  if (!zone) {
    return undefined;
  }
  try {
    return `${new Intl.DateTimeFormat(undefined, {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }).format(now)} (${zone})`;
  } catch {
    // The zone comes from a source, which may spell it in a way of its own.
    return zone;
  }
}

/** The facts of the account, the company's own fields among them. @internal */
export function AccountCard(props: { view: CustomerView }) {
  const m = useMessages(profileMessages);
  const now = useNow();
  const account = facetOf(props.view, 'account');
  const titles = new Map(
    (account?.sources ?? []).map(({ id, title }) => [id, title]),
  );
  const body = (data: AccountData) => (
    <>
      {data.warnings.map(warning => (
        <div key={`${warning.source}/${warning.id}`}>
          <ToneText tone="watch" strong>
            <SourceLink url={warning.url}>{warning.text}</SourceLink>
          </ToneText>
        </div>
      ))}
      <FactList
        facts={[
          { id: 'name', name: m.name, value: data.name },
          { id: 'domain', name: m.domain, value: data.domain },
          { id: 'segment', name: m.segment, value: data.segment },
          { id: 'industry', name: m.industry, value: data.industry },
          { id: 'country', name: m.country, value: data.country },
          {
            id: 'time',
            name: m.localTime,
            value: localTime(data.timeZone, now),
          },
          ...data.fields.map(field => ({
            id: `${field.source}/${field.key}`,
            name: field.label,
            value: <SourceLink url={field.url}>{field.value}</SourceLink>,
          })),
          {
            id: 'records',
            name: m.records,
            value: data.records.map(record => (
              <div key={`${record.source}/${record.id}`}>
                <SourceLink url={record.url}>
                  {m.recordIn(
                    titles.get(record.source) ?? record.source,
                    record.id,
                  )}
                </SourceLink>
              </div>
            )),
          },
        ]}
      />
    </>
  );
  return (
    <FacetCard
      title={m.account}
      facet="account"
      view={account}
      full={body}
      summary={body}
    />
  );
}

/** The accounts above and below. @internal */
export function HierarchyCard(props: { view: CustomerView }) {
  const m = useMessages(profileMessages);
  const body = ({ parent, children }: AccountData) =>
    !parent && children.length === 0 ? (
      <div>{m.noHierarchy}</div>
    ) : (
      <FactList
        facts={[
          {
            id: 'parent',
            name: m.parent,
            value: parent && (
              <SourceLink url={parent.url}>{parent.name}</SourceLink>
            ),
          },
          {
            id: 'children',
            name: m.children,
            value:
              children.length > 0
                ? children.map(child => (
                    <div key={`${child.source}/${child.id}`}>
                      <SourceLink url={child.url}>{child.name}</SourceLink>
                    </div>
                  ))
                : undefined,
          },
        ]}
      />
    );
  return (
    <FacetCard
      title={m.hierarchy}
      facet="account"
      view={facetOf(props.view, 'account')}
      full={body}
      summary={body}
    />
  );
}
