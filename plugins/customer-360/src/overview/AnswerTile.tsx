import { useContext, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type {
  AnswerId,
  Indicator,
  MissingInput,
  Provenance,
} from '@customer-360/backstage-plugin-customer-360-common';
import { visuallyHidden } from '../design/focusRing';
import { tokensFor, type Tone } from '../design/tokens';
import { useTokens } from '../design/useTokens';
import { freshnessOfAnswer } from '../format/freshness';
import { ChangedMark } from '../live/ChangedMark';
import { useMark } from '../live/ChangeMarksContext';
import { useMessages } from '../messages/useMessages';
import { FreshnessText } from '../parts/FreshnessText';
import { IndicatorButton } from '../parts/IndicatorButton';
import { SinceMark } from '../since/SinceMark';
import { stateMessages } from '../states/messages';
import { OnPaper } from '../hooks/OnPaper';
import { useUniqueId } from '../hooks/useUniqueId';
import { overviewMessages } from './messages';

/** Height of a tile: six of them and a row of cards stand above the fold. @internal */
export const TILE_HEIGHT = 116;

const useStyles = makeStyles(
  theme => {
    const tokens = tokensFor(theme.palette.type);
    return {
      root: {
        background: theme.palette.background.paper,
        color: theme.palette.text.primary,
        borderRadius: 8,
        padding: '10px 14px',
        minHeight: TILE_HEIGHT,
        boxSizing: 'border-box',
        display: 'flex',
        flexDirection: 'column',
        minWidth: 0,
        fontSize: 12,
        lineHeight: 1.45,
      },
      head: {
        display: 'flex',
        justifyContent: 'space-between',
        color: tokens.soft,
        minHeight: 18,
      },
      // The whole tile, so that it is seen from the corner of an eye.
      changed: { boxShadow: `inset 0 0 0 2px ${tokens.spark}` },
      title: { margin: 0, fontSize: 12, fontWeight: 400, lineHeight: '18px' },
      row: {
        display: 'flex',
        justifyContent: 'space-between',
        gap: 12,
        minWidth: 0,
        minHeight: 52,
      },
      // Where room is short the picture gives way, never the figure.
      words: { minWidth: 'min-content', maxWidth: '100%', flex: '1 0 0' },
      number: {
        fontSize: 24,
        lineHeight: 1.2,
        fontWeight: 600,
        fontVariantNumeric: 'tabular-nums',
        marginTop: 3,
        display: 'flex',
        alignItems: 'last baseline',
        gap: 7,
      },
      value: {
        flex: 'none',
        maxWidth: '100%',
        whiteSpace: 'nowrap',
        overflow: 'hidden',
        textOverflow: 'ellipsis',
      },
      // What tells a figure's meaning is never cut: a wide font wraps it.
      unit: {
        fontSize: 12.5,
        lineHeight: 1.15,
        fontWeight: 500,
        color: tokens.soft,
      },
      line: { lineHeight: 1.25, overflowWrap: 'anywhere' },
      hidden: visuallyHidden,
      viz: {
        flex: '0 1 auto',
        minWidth: 0,
        overflow: 'hidden',
        marginTop: 6,
        color: tokens.soft,
        fontSize: 10.5,
      },
      foot: {
        marginTop: 'auto',
        display: 'flex',
        justifyContent: 'space-between',
        flexWrap: 'wrap',
        columnGap: 8,
        color: tokens.soft,
        fontSize: 11,
      },
    };
  },
  { name: 'Customer360AnswerTile' },
);

/** What a tile shows. @internal */
export interface AnswerTileContent {
  value: ReactNode;
  unit?: ReactNode;
  line?: {
    text: string;
    tone?: Tone;
    /** The same over a longer time: on the line, and said to who listens. */
    more?: string;
  };
  viz?: ReactNode;
  /** True where the picture is a figure that stands nowhere else. */
  vizSpeaks?: boolean;
  note?: ReactNode;
  /** A way to what is missing; takes the place of the note. */
  ask?: ReactNode;
  /** True where the tile itself already says that it is restricted. */
  restricted?: boolean;
  /** Said in the place of the mark where no rule fired. */
  quietMark?: string;
}

/** @internal */
export interface AnswerTileProps {
  id: AnswerId;
  title: string;
  provenance: Provenance;
  missing: readonly MissingInput[];
  indicators: readonly Indicator[];
  content: AnswerTileContent;
}

/** Figures that would be cut at full size: several currencies, very large sums. */
const LONG = 13;
/** The same where a unit and a picture stand beside the figure. */
const LONG_IN_COMPANY = 9;

function isLong({ value, unit, viz }: AnswerTileContent): boolean {
  const limit = unit && viz ? LONG_IN_COMPANY : LONG;
  return typeof value === 'string' && value.length > limit;
}

const TONE_ORDER: readonly Tone[] = ['down', 'watch', 'up'];

/**
 * One of the six answers: one number, one change, one age. A group and no
 * section, because a card below may carry the same name as a landmark.
 *
 * @internal
 */
export function AnswerTile(props: AnswerTileProps) {
  const { content } = props;
  const classes = useStyles();
  const tokens = useTokens();
  const m = useMessages(overviewMessages);
  const states = useMessages(stateMessages);
  const id = useUniqueId();
  // Small pictures would leave a sheet's narrow tiles no room for words.
  const pictured = !useContext(OnPaper) || content.vizSpeaks;
  const changedAt = useMark({ answer: props.id });
  const [indicator, ...others] = props.indicators
    .filter(({ answer }) => answer === props.id)
    .sort((a, b) => TONE_ORDER.indexOf(a.tone) - TONE_ORDER.indexOf(b.tone));
  const nouns = (inputs: readonly MissingInput[]) =>
    inputs.map(({ facet }) => states.nouns[facet]).join(', ');
  const partial = props.missing.filter(({ state }) => state === 'partial');
  const absent = props.missing.filter(
    ({ state }) =>
      state !== 'partial' &&
      state !== 'empty' &&
      state !== 'unconfigured' &&
      !(content.restricted && state === 'denied'),
  );
  return (
    <div
      role="group"
      className={`${classes.root} ${changedAt ? classes.changed : ''}`}
      aria-labelledby={id}
    >
      <div className={classes.head}>
        <h3 id={id} className={classes.title}>
          {props.title}
        </h3>
        {changedAt && <ChangedMark at={changedAt} />}
        {/* What changed before one's eyes is new to nobody. */}
        {!changedAt && <SinceMark answer={props.id} />}
        {indicator ? (
          <IndicatorButton indicator={indicator} others={others} />
        ) : (
          <span>{content.quietMark}</span>
        )}
      </div>
      <div className={classes.row}>
        <div className={classes.words}>
          <div
            className={classes.number}
            title={
              typeof content.value === 'string' ? content.value : undefined
            }
            style={isLong(content) ? { fontSize: 16 } : undefined}
          >
            <span className={classes.value}>{content.value}</span>
            {content.unit && (
              <span className={classes.unit}>{content.unit}</span>
            )}
          </div>
          {content.line && (
            <div
              className={classes.line}
              title={
                content.line.more
                  ? m.changeTitle(content.line.text, content.line.more)
                  : content.line.text
              }
              style={{
                color: content.line.tone && tokens[content.line.tone],
              }}
            >
              {content.line.text}
              {content.line.more && (
                <span className={classes.hidden}> {content.line.more}</span>
              )}
            </div>
          )}
        </div>
        {pictured && content.viz && (
          <div className={classes.viz}>{content.viz}</div>
        )}
      </div>
      <div className={classes.foot}>
        <span title={nouns([...partial, ...absent]) || undefined}>
          <FreshnessText freshness={freshnessOfAnswer(props.provenance)} />
          {partial.length > 0 && ` · ${m.inPart(nouns(partial))}`}
          {absent.length > 0 &&
            props.provenance.sources.length > 0 &&
            ` · ${m.missing(nouns(absent))}`}
        </span>
        <span>{content.ask ?? content.note}</span>
      </div>
    </div>
  );
}
