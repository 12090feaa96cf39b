import {
  sourceOutage,
  type SourceReport,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { accessMessages } from '../access/messages';
import { formatElapsed, type AgeMessages } from '../format/formatAge';
import { formatClock, formatDay } from '../format/formatDate';
import { formatNumber } from '../format/formatNumber';
import type { stateMessages } from '../states/messages';
import { facetsBySection, facetsText } from './facetText';
import type { sourcesMessages } from './messages';
import type { Trouble } from './troublesOf';

/** The rooms whose words are used. @internal */
export interface TroubleWords {
  m: typeof sourcesMessages.messages;
  states: typeof stateMessages.messages;
  access: typeof accessMessages.messages;
  ages: AgeMessages;
}

const MS = 1_000;

/** What is wrong, what that means, what to do: in words. @internal */
export function troubleText(
  trouble: Trouble,
  source: SourceReport,
  all: readonly SourceReport[],
  now: Date,
  { access, ages, m, states }: TroubleWords,
): string {
  const { title } = source;
  switch (trouble.kind) {
    case 'failing':
      return [
        m.failingFor(title, m.failures[trouble.reason]),
        outageText(source, all, { access, m, states }),
      ].join(' ');
    case 'expiry': {
      const { at, state, what } = trouble.expiry;
      const day = formatDay(at.slice(0, 10));
      return state === 'past'
        ? `${m.ended(title, m[what], day)} ${renewText(what, m)}`
        : `${m.ends(title, m[what], day)} ${renewText(what, m)}`;
    }
    case 'sync-failing':
      return m.syncFailing(title, trouble.bulk, m.failures[trouble.reason]);
    case 'sync-late':
      return m.syncLate(
        title,
        trouble.bulk,
        lasting(trouble.lagSeconds * MS, now, ages),
      );
    case 'sync-refused':
      return m.syncRefused(
        title,
        trouble.bulk,
        formatElapsed(trouble.at, now, ages),
      );
    case 'ingestion-refused':
      return m.ingestionRefused(
        title,
        formatNumber(trouble.listed),
        formatNumber(trouble.kept),
      );
    case 'webhook-dead':
      return m.webhookDead(title, trouble.count);
    case 'webhook-waiting':
      return m.webhookWaiting(
        title,
        trouble.count,
        formatElapsed(trouble.since, now, ages),
      );
    case 'webhook-refused':
      return m.webhookRefused(title, formatNumber(trouble.count));
    case 'webhook-missed':
      return m.webhookMissed(title, formatNumber(trouble.count), trouble.bulk);
    case 'held':
      return m.held(title, formatClock(trouble.until, now));
    case 'quota':
      return m.lowQuota(
        title,
        formatNumber(trouble.remaining),
        formatNumber(trouble.limit),
      );
    default:
      return m.drifting(title, facetsText(trouble.facets, states));
  }
}

/** What nobody sees anything newer of while this source is away. @internal */
export function outageText(
  source: SourceReport,
  all: readonly SourceReport[],
  { access, m, states }: Omit<TroubleWords, 'ages'>,
): string {
  const { alone, shared } = sourceOutage(source.id, all);
  const who = source.reach
    ? m.hidesFrom(
        m.customersOf(
          formatNumber(source.reach.customers),
          source.reach.customers,
        ),
      )
    : m.hidesFromAll;
  return (
    [
      alone.length > 0 && m.hides(facetsBySection(alone, states, access), who),
      shared.length > 0 && m.lacks(facetsBySection(shared, states, access)),
    ]
      .filter(Boolean)
      .join(' ') || m.hidesNothing
  );
}

/** How long something lasts, in the words of ages. @internal */
export function lasting(ms: number, now: Date, ages: AgeMessages): string {
  return formatElapsed(new Date(now.getTime() - ms).toISOString(), now, ages);
}

function renewText(
  what: 'credential' | 'certificate',
  m: TroubleWords['m'],
): string {
  return what === 'credential' ? m.renewCredential : m.renewCertificate;
}
