import {
  toLongText,
  toShortText,
  newestFirst,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  Drift,
  htmlToText,
  SourceError,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { HubspotRecord } from '../api/wire';
import { Properties } from '../values/Properties';
import type { CompanyReads } from './CompanyReads';
import { findHiddenDeals } from './readDeals';
import { inBatches } from './inBatches';

/** @internal */
export type ActivityType = 'calls' | 'meetings' | 'emails' | 'notes';

/** Newest records of a type that are read; a search gives no more at once. */
const MAX_ACTIVITIES = 200;

const SHAPES = {
  calls: {
    title: 'hs_call_title',
    body: 'hs_call_body',
    at: 'hs_timestamp',
    state: 'hs_call_status',
    end: undefined,
    direction: undefined,
  },
  meetings: {
    title: 'hs_meeting_title',
    body: 'hs_meeting_body',
    at: 'hs_meeting_start_time',
    state: 'hs_meeting_outcome',
    end: 'hs_meeting_end_time',
    direction: undefined,
  },
  emails: {
    title: 'hs_email_subject',
    body: 'hs_email_text',
    at: 'hs_timestamp',
    state: 'hs_email_status',
    end: undefined,
    direction: 'hs_email_direction',
  },
  notes: {
    title: undefined,
    body: 'hs_note_body',
    at: 'hs_timestamp',
    state: undefined,
    end: undefined,
    direction: undefined,
  },
} as const satisfies Record<ActivityType, object>;

/** A call, meeting, e-mail or note, newest first. @internal */
export interface Activity {
  readonly id: string;
  readonly at: string;
  readonly endsAt?: string;
  /** HubSpot's status or outcome, upper case. */
  readonly state?: string;
  /** `DRAFT_EMAIL`, `INCOMING_EMAIL` … */
  readonly direction?: string;
  readonly person?: string;
  readonly title?: string;
  readonly body?: string;
  readonly opportunityId?: string;
  readonly url?: string;
}

/** @internal */
export interface Activities {
  readonly activities: readonly Activity[];
  readonly truncated: boolean;
  readonly missing: readonly string[];
}

/**
 * The company's activities of one type, with the deal each hangs on. What hangs
 * on a private deal is left out like the deal itself.
 *
 * @internal
 */
export function readActivities(
  reads: CompanyReads,
  type: ActivityType,
): Promise<Activities> {
  return reads.once(`activities/${type}`, async () => {
    const [company, portal, found] = await Promise.all([
      reads.company(),
      reads.portal(),
      readRecords(reads, type),
    ]);
    const drift = new Drift();
    drift.addAll(found.missing);
    const deals = await dealsOf(reads, type, found.records, drift);
    const shape = SHAPES[type];
    const owners = await ownerNames(reads, found.records, drift);
    const activities: Activity[] = [];
    for (const record of found.records) {
      if (deals.hidden.has(record.id)) {
        continue;
      }
      const properties = new Properties(record.properties, drift);
      const at =
        properties.instant(shape.at) ?? properties.instant('hs_timestamp');
      if (at === undefined) {
        drift.add(`Some ${type} have no date and are left out`);
        continue;
      }
      const owner = properties.text('hubspot_owner_id');
      const title = properties.text(shape.title);
      const body = properties.text(shape.body);
      activities.push({
        id: record.id,
        at,
        endsAt: properties.instant(shape.end),
        state: properties.text(shape.state)?.toUpperCase(),
        direction: properties.text(shape.direction)?.toUpperCase(),
        person: owner === undefined ? undefined : owners.get(owner),
        title:
          deals.known && title !== undefined ? toShortText(title) : undefined,
        body:
          deals.known && body !== undefined
            ? textOf(type, body) || undefined
            : undefined,
        opportunityId: deals.byRecord.get(record.id),
        url: portal.urlOfActivity(company.id, record.id),
      });
    }
    activities.sort(newestFirst(({ at }) => at));
    return {
      activities,
      truncated: found.truncated,
      missing: drift.missing ?? [],
    };
  });
}

/** An e-mail's own text part is taken; the rest is kept as HTML. */
function textOf(type: ActivityType, body: string): string {
  return type === 'emails' ? toLongText(body) : htmlToText(body);
}

/**
 * By id while there are few. A long list comes in no order, so that its newest
 * entries can only be had from the search, which may lag a few moments behind.
 */
async function readRecords(
  reads: CompanyReads,
  type: ActivityType,
): Promise<{
  records: readonly HubspotRecord[];
  truncated: boolean;
  missing: readonly string[];
}> {
  const properties = [
    'hs_timestamp',
    'hubspot_owner_id',
    ...new Set(
      Object.values(SHAPES[type]).filter(
        name => name !== undefined && name !== 'hs_timestamp',
      ),
    ),
  ] as string[];
  const associated = await reads.associated(type);
  if (!associated.truncated && associated.ids.length <= MAX_ACTIVITIES) {
    const { records, missing } = await reads.records(
      type,
      associated.ids,
      properties,
    );
    return {
      records,
      truncated: false,
      missing: [...associated.missing, ...missing],
    };
  }
  const { id } = await reads.company();
  const { results } = await reads.api.search(type, {
    groups: [
      [{ propertyName: 'associations.company', operator: 'EQ', value: id }],
    ],
    properties,
    newestFirstBy: 'hs_timestamp',
    limit: MAX_ACTIVITIES,
  });
  const ours = new Set(associated.ids);
  if (!associated.truncated && results.some(record => !ours.has(record.id))) {
    throw new SourceError('identity_mismatch');
  }
  return { records: results, truncated: true, missing: associated.missing };
}

/** Which deal each record hangs on, and which records must not be shown. */
async function dealsOf(
  reads: CompanyReads,
  type: ActivityType,
  records: readonly HubspotRecord[],
  drift: Drift,
): Promise<{
  known: boolean;
  byRecord: ReadonlyMap<string, string>;
  hidden: ReadonlySet<string>;
}> {
  try {
    const results = await inBatches(
      records.map(({ id }) => id),
      async batch => {
        const answer = await reads.api.associations(
          type,
          'deals',
          batch.map(id => ({ id })),
        );
        if (answer.failed > 0) {
          throw new SourceError('no_access');
        }
        return answer.results;
      },
    );
    const dealIds = results.flatMap(({ to }) =>
      to.map(({ toObjectId }) => toObjectId),
    );
    const hiddenDeals = await findHiddenDeals(reads, dealIds);
    const byRecord = new Map<string, string>();
    const hidden = new Set<string>();
    for (const { from, to } of results) {
      if (to.length > 0) {
        byRecord.set(from.id, to[0].toObjectId);
      }
      if (to.some(({ toObjectId }) => hiddenDeals.has(toObjectId))) {
        hidden.add(from.id);
      }
    }
    return { known: true, byRecord, hidden };
  } catch (error) {
    if (!SourceError.is(error) || error.reason !== 'no_access') {
      throw error;
    }
    // Without the deals nobody can tell sales talk from the rest.
    drift.add(
      `The texts of ${type} are left out: which of them belong to a deal could not be read`,
    );
    return { known: false, byRecord: new Map(), hidden: new Set() };
  }
}

async function ownerNames(
  reads: CompanyReads,
  records: readonly HubspotRecord[],
  drift: Drift,
): Promise<ReadonlyMap<string, string>> {
  const ids = records.flatMap(
    ({ properties }) =>
      new Properties(properties, drift).text('hubspot_owner_id') ?? [],
  );
  if (ids.length === 0) {
    return new Map();
  }
  try {
    return await (await reads.owners()).names(ids);
  } catch (error) {
    if (!SourceError.is(error) || error.reason !== 'no_access') {
      throw error;
    }
    drift.add('The names of owners could not be read');
    return new Map();
  }
}
