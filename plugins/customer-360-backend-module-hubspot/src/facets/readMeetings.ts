import type { MeetingsData } from '@customer-360/backstage-plugin-customer-360-common';
import { readActivities } from '../reads/readActivities';
import type { ReadFacet } from './FacetReads';

const CALLED_OFF: ReadonlySet<string> = new Set([
  'CANCELED',
  'NO_SHOW',
  'RESCHEDULED',
]);

/** When we speak next, soonest first. @internal */
export const readMeetings: ReadFacet<MeetingsData> = async reads => {
  const found = await readActivities(reads, 'meetings');
  const now = reads.now.toISOString();
  const meetings = found.activities
    .filter(({ at, state }) => at > now && !CALLED_OFF.has(state ?? ''))
    .map(({ id, url, at, endsAt, person, title, body, opportunityId }) => ({
      source: reads.sourceId,
      id,
      url,
      at,
      endsAt,
      person,
      title,
      body,
      opportunityId,
    }))
    .reverse();
  return {
    data: { meetings },
    missing: found.missing.length > 0 ? found.missing : undefined,
    truncated: found.truncated,
  };
};
