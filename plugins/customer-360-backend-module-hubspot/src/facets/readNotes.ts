import type { NotesData } from '@customer-360/backstage-plugin-customer-360-common';
import { readActivities } from '../reads/readActivities';
import type { ReadFacet } from './FacetReads';

/** What our staff wrote down. @internal */
export const readNotes: ReadFacet<NotesData> = async reads => {
  const found = await readActivities(reads, 'notes');
  return {
    data: {
      notes: found.activities.map(
        ({ id, url, at, person, body, opportunityId }) => ({
          source: reads.sourceId,
          id,
          url,
          at,
          person,
          body,
          opportunityId,
        }),
      ),
    },
    missing: found.missing.length > 0 ? found.missing : undefined,
    truncated: found.truncated,
  };
};
