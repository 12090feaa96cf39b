import {
  MAX_RECORDS,
  type TouchpointsData,
  newestFirst,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  Drift,
  SourceError,
} from '@customer-360/backstage-plugin-customer-360-node';
import {
  readActivities,
  type Activities,
  type Activity,
} from '../reads/readActivities';
import type { ReadFacet } from './FacetReads';

const KINDS = { calls: 'call', meetings: 'meeting', emails: 'email' } as const;

/** Tries that reached nobody are no contact. */
const NO_CONTACT: Readonly<Record<keyof typeof KINDS, ReadonlySet<string>>> = {
  calls: new Set([
    'BUSY',
    'CALLING_CRM_USER',
    'CANCELED',
    'CONNECTING',
    'FAILED',
    'MISSED',
    'NO_ANSWER',
    'QUEUED',
    'RINGING',
  ]),
  meetings: new Set(['CANCELED', 'NO_SHOW', 'RESCHEDULED']),
  emails: new Set(['BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING']),
};

/** When we last spoke: past calls, meetings and e-mails. @internal */
export const readTouchpoints: ReadFacet<TouchpointsData> = async reads => {
  const types = Object.keys(KINDS) as Array<keyof typeof KINDS>;
  const drift = new Drift();
  const now = reads.now.toISOString();
  const answers = await Promise.all(
    types.map(async type => ({ type, found: await readAllowed(type) })),
  );
  if (answers.every(({ found }) => found === undefined)) {
    throw new SourceError('no_access');
  }
  const touchpoints = answers.flatMap(({ type, found }) => {
    if (!found) {
      drift.add(`The ${type} could not be read: the key lacks their scope`);
      return [];
    }
    drift.addAll(found.missing);
    return found.activities
      .filter(activity => activity.at <= now && wasContact(type, activity))
      .map(({ id, url, at, person, title, body, opportunityId }) => ({
        source: reads.sourceId,
        id,
        url,
        kind: KINDS[type],
        at,
        person,
        title,
        body,
        opportunityId,
      }));
  });
  touchpoints.sort(newestFirst(({ at }) => at));
  return {
    data: { touchpoints: touchpoints.slice(0, MAX_RECORDS) },
    missing: drift.missing,
    truncated:
      touchpoints.length > MAX_RECORDS ||
      answers.some(({ found }) => found?.truncated),
  };

  /** E-mails have a scope of their own that a key may lack. */
  async function readAllowed(
    type: keyof typeof KINDS,
  ): Promise<Activities | undefined> {
    try {
      return await readActivities(reads, type);
    } catch (error) {
      if (SourceError.is(error) && error.reason === 'no_access') {
        return undefined;
      }
      throw error;
    }
  }
};

function wasContact(
  type: keyof typeof KINDS,
  { state, direction }: Activity,
): boolean {
  return (
    (state === undefined || !NO_CONTACT[type].has(state)) &&
    direction !== 'DRAFT_EMAIL'
  );
}
