import type {
  SourceReport,
  SourceSyncReport,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  INDICATOR_KINDS,
  sourceOutage,
} from '@customer-360/backstage-plugin-customer-360-common';
import { accessMessages } from '../access/messages';
import { ageMessages } from '../format/formatAge';
import { formatDay, formatInstantShort } from '../format/formatDate';
import { formatNumber } from '../format/formatNumber';
import { useMessages } from '../messages/useMessages';
import { FactList } from '../parts/FactList';
import { stateMessages } from '../states/messages';
import { facetsBySection, facetsText } from './facetText';
import { sourcesMessages } from './messages';
import { lasting } from './troubleText';

const MS = 1_000;

/** What else is known of a source. @internal */
export function SourceDetails(props: {
  source: SourceReport;
  sources: readonly SourceReport[];
  now: Date;
}) {
  const { now, source, sources } = props;
  const m = useMessages(sourcesMessages);
  const states = useMessages(stateMessages);
  const access = useMessages(accessMessages);
  const ages = useMessages(ageMessages);
  const { breaker, expires, lastHour, sync, webhook } = source;
  const { alone, heldBack } = sourceOutage(source.id, sources);
  const refused = Object.entries(webhook?.refused ?? {})
    .filter(([, count]) => count > 0)
    .map(([reason, count]) =>
      m.countOf(
        m.refusals[reason as keyof typeof m.refusals],
        formatNumber(count),
      ),
    );
  const syncText = (each: SourceSyncReport) =>
    [
      `${each.bulk}: ${m.syncStates[each.state]}`,
      m.sync(
        lasting(each.everySeconds * MS, now, ages),
        formatNumber(each.rows),
      ),
      ...(each.lagSeconds === undefined
        ? []
        : [m.syncBehind(lasting(each.lagSeconds * MS, now, ages))]),
    ].join(', ');
  return (
    <FactList
      facts={[
        {
          id: 'fills',
          name: m.fills,
          value: facetsBySection(source.facets, states, access),
        },
        {
          id: 'alone',
          name: m.alone,
          value: facetsText(alone, states),
        },
        {
          id: 'held-back',
          name: m.heldBack,
          value: INDICATOR_KINDS.filter(({ id }) => heldBack.includes(id))
            .map(({ title }) => title)
            .join(', '),
        },
        { id: 'breaker', name: m.breaker, value: m.breakers[breaker] },
        {
          id: 'last-failure',
          name: m.lastFailure,
          value:
            source.lastFailureAt && formatInstantShort(source.lastFailureAt),
        },
        {
          id: 'failures',
          name: m.failuresTitle,
          value: lastHour.failures
            .map(({ count, reason }) =>
              m.countOf(m.failures[reason], formatNumber(count)),
            )
            .join(', '),
        },
        {
          id: 'drifts',
          name: m.driftsTitle,
          value: lastHour.drifts
            .map(({ count, facet }) =>
              m.countOf(facetsText([facet], states), formatNumber(count)),
            )
            .join(', '),
        },
        {
          id: 'sync',
          name: m.syncTitle,
          value:
            sync.length > 0
              ? sync.map(each => <div key={each.bulk}>{syncText(each)}</div>)
              : undefined,
        },
        {
          id: 'refused',
          name: m.refusedTitle,
          value: refused.join(', '),
        },
        {
          id: 'dead',
          name: m.deadTitle,
          value: webhook && webhook.dead > 0 && formatNumber(webhook.dead),
        },
        {
          id: 'expires',
          name: m.expires,
          value: expires
            .map(({ at, what }) =>
              m.countOf(m[what], formatDay(at.slice(0, 10))),
            )
            .join(', '),
        },
      ].map(fact => ({ ...fact, value: fact.value || undefined }))}
    />
  );
}
