import HistoryIcon from '@material-ui/icons/History';
import { useSearchParams } from 'react-router-dom';
import { useTokens } from '../design/useTokens';
import { formatDay } from '../format/formatDate';
import { useMessages } from '../messages/useMessages';
import { TextButton } from '../parts/TextButton';
import { pastMessages } from './messages';
import { withPastDay } from './usePastDay';

/** Says all the time that the page is of a past day. @internal */
export function PastBanner(props: { day: string }) {
  const tokens = useTokens();
  const m = useMessages(pastMessages);
  const [, setParams] = useSearchParams();
  return (
    <div
      role="status"
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 8,
        background: tokens.tintWatch,
        borderRadius: 6,
        padding: '7px 12px',
        marginBottom: 12,
        fontSize: 12.5,
      }}
    >
      <HistoryIcon aria-hidden="true" style={{ fontSize: 16 }} />
      <span style={{ flex: 1 }}>{m.banner(formatDay(props.day))}</span>
      <TextButton
        onClick={() => setParams(params => withPastDay(params, undefined))}
      >
        {m.backToNow}
      </TextButton>
    </div>
  );
}
