import { useState } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Indicator,
  IndicatorReading,
} from '@customer-360/backstage-plugin-customer-360-common';
import { focusRing } from '../design/focusRing';
import { tokensFor } from '../design/tokens';
import { useTokens } from '../design/useTokens';
import { formatDate } from '../format/formatDate';
import { EVIDENCE } from '../hands/openEvidence';
import { useMessages } from '../messages/useMessages';
import { partsMessages } from './messages';
import { ToneShape } from './ToneShape';

const useStyles = makeStyles(
  theme => {
    const tokens = tokensFor(theme.palette.type);
    return {
      button: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: 5,
        minHeight: 24,
        minWidth: 24,
        padding: '0 2px',
        margin: '-3px -2px',
        font: 'inherit',
        fontSize: 12,
        fontWeight: 600,
        ...focusRing,
      },
      panel: {
        width: 320,
        padding: theme.spacing(1.5, 2),
        fontSize: 13,
        lineHeight: 1.45,
        fontFamily: theme.typography.fontFamily,
      },
      title: { fontSize: 14, fontWeight: 600, margin: theme.spacing(0, 0, 1) },
      list: {
        display: 'grid',
        gridTemplateColumns: '64px 1fr',
        gap: '4px 8px',
        margin: 0,
        '& dt': { color: tokens.soft },
        '& dd': { margin: 0 },
      },
    };
  },
  { name: 'Customer360IndicatorButton' },
);

/**
 * The mark of a change, and by click or Enter what it rests on. A popover and
 * no tooltip, because the pointer must be able to enter it (WCAG 1.4.13).
 *
 * @internal
 */
export function IndicatorButton(props: {
  indicator: Indicator;
  /** Further ones about the same, for which there is no room. */
  others?: readonly Indicator[];
}) {
  const { indicator, others = [] } = props;
  const classes = useStyles();
  const tokens = useTokens();
  const m = useMessages(partsMessages);
  const [anchor, setAnchor] = useState<HTMLElement>();
  return (
    <>
      <ButtonBase
        className={classes.button}
        style={{ color: tokens[indicator.tone] }}
        aria-label={`${indicator.word}. ${m.evidence(
          [indicator, ...others].map(({ text }) => text).join('; '),
        )}`}
        aria-haspopup="dialog"
        {...{ [EVIDENCE]: '' }}
        aria-expanded={anchor !== undefined}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <ToneShape tone={indicator.tone} />
        {indicator.word}
        {others.length > 0 && ` +${others.length}`}
      </ButtonBase>
      <Popover
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        PaperProps={{ role: 'dialog', 'aria-label': indicator.text }}
      >
        {[indicator, ...others].map(({ id, text, rule, before, now }) => (
          <div key={id} className={classes.panel}>
            <p className={classes.title}>{text}</p>
            <dl className={classes.list}>
              <dt>{m.rule}</dt>
              <dd>{rule}</dd>
              {before && (
                <>
                  <dt>{m.before}</dt>
                  <Reading reading={before} />
                </>
              )}
              <dt>{m.now}</dt>
              <Reading reading={now} />
            </dl>
          </div>
        ))}
      </Popover>
    </>
  );
}

function Reading(props: { reading: IndicatorReading }) {
  const { text, at, source } = props.reading;
  const m = useMessages(partsMessages);
  const rest = [at && m.readingAt(formatDate(at)), source]
    .filter(Boolean)
    .join(', ');
  return (
    <dd>
      <b>{text}</b> {rest}
    </dd>
  );
}
