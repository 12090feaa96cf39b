import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import type { HubspotApi } from '../api/HubspotApi';
import { TO_PARENT } from '../values/relatives';

/** Ids of parent companies, by id of the child. At most 100 ids. @internal */
export async function parentsOf(
  api: Pick<HubspotApi, 'associations'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const parents = new Map<string, string>();
  let inputs: Array<{ id: string; after?: string }> = ids.map(id => ({ id }));
  // A parent may stand behind more children than a page holds.
  for (let page = 0; page < 4 && inputs.length > 0; page++) {
    const { results, failed } = await api.associations(
      'companies',
      'companies',
      inputs,
    );
    if (failed > 0) {
      throw new SourceError('upstream');
    }
    for (const { from, to } of results) {
      const parent = to.find(({ associationTypes }) =>
        associationTypes.some(({ typeId }) => typeId === TO_PARENT),
      );
      if (parent) {
        parents.set(from.id, parent.toObjectId);
      }
    }
    inputs = results.flatMap(({ from, paging }) =>
      paging?.next && !parents.has(from.id)
        ? [{ id: from.id, after: paging.next.after }]
        : [],
    );
  }
  return parents;
}
