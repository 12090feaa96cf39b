import { useTokens } from '../design/useTokens';
import { formatInstant } from '../format/formatDate';
import { useMessages } from '../messages/useMessages';
import { liveMessages } from './messages';

/** Says that something changed while it was looked at, and when. @internal */
export function ChangedMark(props: { at: number }) {
  const m = useMessages(liveMessages);
  const tokens = useTokens();
  const at = new Date(props.at).toISOString();
  return (
    <time
      dateTime={at}
      title={formatInstant(at)}
      style={{
        background: tokens.chip,
        color: 'inherit',
        borderRadius: 8,
        padding: '0 7px',
        whiteSpace: 'nowrap',
        fontSize: 11,
      }}
    >
      <span aria-hidden="true" style={{ color: tokens.spark }}>
        ●{' '}
      </span>
      {m.changed}
    </time>
  );
}
