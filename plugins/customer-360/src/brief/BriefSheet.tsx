import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import type { CustomerView } from '@customer-360/backstage-plugin-customer-360-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { capitalize } from '../format/capitalize';
import { formatInstant } from '../format/formatDate';
import { headerMessages } from '../header/messages';
import { OnPaper } from '../hooks/OnPaper';
import { useMessages } from '../messages/useMessages';
import { SixTiles } from '../overview/AnswerTiles';
import { BillingCard } from '../overview/BillingCard';
import { ComingUpCard } from '../overview/ComingUpCard';
import { overviewMessages } from '../overview/messages';
import { NoticeBanner } from '../overview/NoticeBanner';
import { RelationshipCard } from '../overview/RelationshipCard';
import { ThreadsCard } from '../overview/ThreadsCard';
import { ToneText } from '../parts/ToneText';
import { facetOf } from '../view/facetOf';
import { briefMessages } from './messages';
import { PAPER, usePaperStyles } from './usePaperStyles';

/** As many as leave room for the rest of the sheet. */
const MAX_MARKED = 6;

/**
 * What one takes into a meeting: the same figures as on the page, with their ages
 * and how they were made, on one sheet of A4.
 *
 * @internal
 */
export function BriefSheet(props: {
  view: CustomerView;
  /** Who takes it along. */
  personRef: string | undefined;
  /** When it was read. */
  at: Date;
}) {
  const { view, personRef, at } = props;
  const { customer, indicators } = view;
  const classes = usePaperStyles();
  const m = useMessages(briefMessages);
  const header = useMessages(headerMessages);
  const overview = useMessages(overviewMessages);
  const { policy } = view.answers.pays;
  return (
    <OnPaper.Provider value>
      <article
        className={classes.paper}
        aria-label={m.sheet(customer.title)}
        {...{ [PAPER]: '' }}
      >
        <div className={classes.top}>
          <h2 className={classes.title}>{customer.title}</h2>
          <span>
            {personRef && (
              <MadeFor
                personRef={personRef}
                when={formatInstant(at.toISOString())}
              />
            )}
          </span>
        </div>
        <div className={classes.facts}>
          {customer.segment && <span>{capitalize(customer.segment)}</span>}
          <span>{header.lifecycles[customer.lifecycle]}</span>
          <span>{customer.domain}</span>
          <Contact view={view} />
          {customer.team.map(({ role, ref }) => (
            <span key={`${role}/${ref}`}>
              {header.roles[role] ?? role}: <PersonName personRef={ref} />
            </span>
          ))}
        </div>
        <NoticeBanner view={view} />
        <div className={classes.tiles}>
          <SixTiles view={view} />
        </div>
        {indicators.length > 0 && (
          <>
            <h3 className={classes.subtitle}>{m.marked}</h3>
            <ul className={classes.marked}>
              {indicators.slice(0, MAX_MARKED).map(({ id, tone, text }) => (
                <li key={id}>
                  <ToneText tone={tone}>{text}</ToneText>
                </li>
              ))}
            </ul>
          </>
        )}
        <div className={classes.cards}>
          <BillingCard view={view} />
          <ComingUpCard view={view} />
          <ThreadsCard view={view} />
          <RelationshipCard view={view} />
        </div>
        <p className={classes.foot}>
          {policy && overview.methodText(policy)} {m.foot}
        </p>
      </article>
    </OnPaper.Provider>
  );
}

function MadeFor(props: { personRef: string; when: string }) {
  const m = useMessages(briefMessages);
  return <>{m.madeFor(useName(props.personRef), props.when)}</>;
}

function PersonName(props: { personRef: string }) {
  return <>{useName(props.personRef)}</>;
}

function useName(personRef: string): string {
  return useEntityPresentation(
    parseEntityRef(personRef, { defaultKind: 'user' }),
  ).primaryTitle;
}

function Contact(props: { view: CustomerView }) {
  const m = useMessages(briefMessages);
  const contacts = facetOf(props.view, 'contacts');
  const primary =
    contacts?.level === 'full'
      ? contacts.data?.contacts.find(contact => contact.primary)
      : undefined;
  return primary ? (
    <span>
      {m.contact}:{' '}
      {[primary.name, primary.phone, primary.email].filter(Boolean).join(', ')}
    </span>
  ) : null;
}
