import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { tokensFor } from '../design/tokens';
import { useNow } from '../hooks/useNow';
import { useMessages } from '../messages/useMessages';
import { previewSearch, usePreview } from '../view/usePreview';
import { pastMessages } from './messages';
import { isDay, usePastDay, withPastDay } from './usePastDay';

const useStyles = makeStyles(
  theme => ({
    // As high as the buttons beside it.
    root: {
      '& input': { fontSize: 13, padding: '6px 8px', height: 18, width: 112 },
      // The theme's own is too pale for the page's ground.
      '& label': { color: tokensFor(theme.palette.type).soft },
    },
  }),
  { name: 'Customer360AsOfPicker' },
);

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Opens the overview as it was on a day that is over.
 *
 * @internal
 */
export function AsOfPicker(props: {
  /** Path of the overview. */
  base: string;
}) {
  const { base } = props;
  const classes = useStyles();
  const m = useMessages(pastMessages);
  const navigate = useNavigate();
  const { search } = useLocation();
  const preview = previewSearch(usePreview());
  const day = usePastDay() ?? '';
  const now = useNow();
  // Half a date is none, and stays in the field until it is one.
  const [draft, setDraft] = useState(day);
  useEffect(() => setDraft(day), [day, search]);
  const yesterday = new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10);
  const change = (text: string) => {
    setDraft(text);
    if (text === '' || (isDay(text) && text <= yesterday)) {
      const query = withPastDay(
        new URLSearchParams(preview),
        text || undefined,
      ).toString();
      navigate(`${base}${query && `?${query}`}`);
    }
  };
  return (
    <TextField
      id="customer-360-as-of"
      className={classes.root}
      type="date"
      size="small"
      variant="outlined"
      label={m.asOf}
      value={draft}
      InputLabelProps={{ shrink: true }}
      inputProps={{ max: yesterday }}
      onChange={event => change(event.target.value)}
    />
  );
}
