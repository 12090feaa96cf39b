import type {
  PortfolioRow,
  RiskBand,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Tone } from '../design/tokens';
import { useMessages } from '../messages/useMessages';
import { ToneText } from '../parts/ToneText';
import { customersMessages } from './messages';

const MAX_REASONS = 2;
const TONES: Readonly<Partial<Record<RiskBand, Tone>>> = {
  high: 'down',
  medium: 'watch',
};

/** Why a customer stands where it does. @internal */
export function RowReasons(props: { row: PortfolioRow }) {
  const { reasons, risk } = props.row;
  const m = useMessages(customersMessages);
  const text = reasons
    .slice(0, MAX_REASONS)
    .map(reason => reason.text)
    .join(', ');
  const tone = TONES[risk];
  return (
    <span title={reasons.map(reason => reason.text).join('\n') || undefined}>
      {tone ? (
        <ToneText tone={tone}>{m.risks[risk]}</ToneText>
      ) : (
        <span>{m.risks[risk]}</span>
      )}
      {text && `: ${text}`}
      {reasons.length > MAX_REASONS &&
        m.moreReasons(reasons.length - MAX_REASONS)}
    </span>
  );
}
