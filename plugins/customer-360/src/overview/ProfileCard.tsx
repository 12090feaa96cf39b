import { Link } from '@backstage/core-components';
import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { useMessages } from '../messages/useMessages';
import { FactList } from '../parts/FactList';
import { SourceLink } from '../parts/SourceLink';
import { FacetCard } from '../states/FacetCard';
import { facetOf } from '../view/facetOf';
import { useTabPath } from '../hooks/useTabPath';
import { BesideNotice } from './BesideNotice';
import { overviewMessages } from './messages';
import { OpenInSource } from './OpenInSource';

const MAX_FIELDS = 3;

/** Who they are, and whom to ring. @internal */
export function ProfileCard(props: { view: CustomerView }) {
  const { view } = props;
  const m = useMessages(overviewMessages);
  const tabPath = useTabPath();
  const account = facetOf(view, 'account');
  const contacts = facetOf(view, 'contacts');
  const people = contacts?.level === 'full' ? contacts.data : undefined;
  const primary = people?.contacts.find(contact => contact.primary);
  const summary =
    contacts && contacts.level !== 'none' ? contacts.summary : undefined;
  return (
    <FacetCard
      title={m.profileCard}
      facet="account"
      view={account}
      full={data => (
        <FactList
          facts={[
            { id: 'industry', name: m.industry, value: data.industry },
            { id: 'country', name: m.country, value: data.country },
            {
              id: 'parent',
              name: m.parent,
              value: data.parent && (
                <SourceLink url={data.parent.url}>
                  {data.parent.name}
                </SourceLink>
              ),
            },
            {
              id: 'primary',
              name: m.primaryContact,
              value: primary ? (
                <SourceLink url={primary.url}>
                  {[primary.name, primary.title].filter(Boolean).join(', ')}
                </SourceLink>
              ) : (
                summary?.primaryRole
              ),
            },
            ...data.fields.slice(0, MAX_FIELDS).map(field => ({
              id: `${field.source}/${field.key}`,
              name: field.label,
              value: <SourceLink url={field.url}>{field.value}</SourceLink>,
            })),
          ]}
        />
      )}
      summary={data => (
        <FactList
          facts={[
            { id: 'industry', name: m.industry, value: data.industry },
            { id: 'country', name: m.country, value: data.country },
          ]}
        />
      )}
      beside={<BesideNotice facets={['contacts']} own="account" view={view} />}
      foot={
        <>
          <Link to={tabPath('profile')}>
            {summary ? m.contactsTotal(summary.total) : m.profileMore}
          </Link>
          <OpenInSource
            view={account}
            records={
              account?.level === 'full' ? account.data?.records : undefined
            }
          />
        </>
      }
    />
  );
}
