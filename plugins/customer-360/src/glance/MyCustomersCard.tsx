import { useMessages } from '../messages/useMessages';
import { SectionCard } from '../parts/SectionCard';
import { CustomersGlance } from './CustomersGlance';
import { glanceMessages } from './messages';

/**
 * Whom the reader looks after, on the portal's home page: those first of whom
 * there is most to lose.
 *
 * @public
 */
export function MyCustomersCard() {
  const m = useMessages(glanceMessages);
  return (
    <SectionCard title={m.mine} aside={m.theirsAside}>
      <CustomersGlance
        caption={m.mine}
        filter={{ mine: true }}
        search="scope=mine"
        none={m.noneMine}
      />
    </SectionCard>
  );
}
