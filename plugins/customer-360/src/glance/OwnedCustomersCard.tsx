import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useMessages } from '../messages/useMessages';
import { SectionCard } from '../parts/SectionCard';
import { CustomersGlance } from './CustomersGlance';
import { glanceMessages } from './messages';

/**
 * Whom a person or a group looks after, on their page in the catalog: those that
 * the reader may see.
 *
 * @public
 */
export function OwnedCustomersCard() {
  const { entity } = useEntity();
  const m = useMessages(glanceMessages);
  const owner = stringifyEntityRef(entity);
  return (
    <SectionCard title={m.theirs} aside={m.theirsAside}>
      <CustomersGlance
        caption={m.theirs}
        filter={{ owner }}
        search={new URLSearchParams({ scope: 'all', owner }).toString()}
        none={m.none}
      />
    </SectionCard>
  );
}
