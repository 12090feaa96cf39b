import { useMessages } from '../messages/useMessages';
import { partsMessages } from './messages';
import { TextButton } from './TextButton';

/** Forward through a list that is paged by its source. @internal */
export function Pager(props: { next?: () => void; first?: () => void }) {
  const { next, first } = props;
  const m = useMessages(partsMessages);
  if (!next && !first) {
    return null;
  }
  return (
    <>
      <span>{first && <TextButton onClick={first}>{m.first}</TextButton>}</span>
      <span>{next && <TextButton onClick={next}>{m.next}</TextButton>}</span>
    </>
  );
}
