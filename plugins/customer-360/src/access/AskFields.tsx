import type { ReactNode } from 'react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import {
  breakGlassPermission,
  GRANT_TIERS,
  SECTIONS,
  type GrantScope,
  type SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';
import { useMessages } from '../messages/useMessages';
import { ToneText } from '../parts/ToneText';
import { AskSelect } from './AskSelect';
import { labelText } from './accessText';
import {
  dayIn,
  EMERGENCY_MINUTES,
  REASON_MAX,
  REASON_MIN,
  type AskForm,
} from './askForm';
import { accessMessages } from './messages';
import { useHolds } from './useHolds';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      fontFamily: theme.typography.fontFamily,
      fontSize: 13,
      lineHeight: 1.45,
      '& .MuiFormControlLabel-label, & input, & [role="button"], & textarea': {
        fontSize: 14,
      },
      '@media (max-width: 560px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    wide: { gridColumn: '1 / -1', margin: 0 },
    checks: { display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(1) },
  }),
  { name: 'Customer360AskFields' },
);

/** What is asked for, for how long and why. @internal */
export function AskFields(props: {
  form: AskForm;
  /** The field that says for what. */
  scope: ReactNode;
  /** What an emergency is for. */
  customer: GrantScope;
  sections: readonly SectionId[];
  /** That may be asked for. */
  labels: readonly string[];
  onChange(form: AskForm): void;
}) {
  const { customer, form, labels } = props;
  const classes = useStyles();
  const m = useMessages(accessMessages);
  const mayBreakGlass = useHolds(breakGlassPermission);
  const change = (changed: Partial<AskForm>) =>
    props.onChange({ ...form, ...changed });
  const emergency = form.minutes !== undefined;
  const now = new Date();
  return (
    <div className={classes.root}>
      <p className={classes.wide}>{m.askIntro}</p>
      {props.scope}
      <AskSelect
        id="section"
        label={m.askSections}
        value={form.sections[0] ?? ''}
        onChange={chosen =>
          change({ sections: SECTIONS.filter(id => id === chosen) })
        }
        options={[
          { value: '', text: m.askAllSections },
          ...props.sections.map(id => ({
            value: id,
            text: m.sections[id],
          })),
        ]}
      />
      <AskSelect
        id="tier"
        label={m.askTier}
        value={form.tier}
        onChange={chosen =>
          change({ tier: GRANT_TIERS.find(tier => tier === chosen) ?? 'full' })
        }
        options={GRANT_TIERS.map(value => ({ value, text: m.tiers[value] }))}
      />
      {emergency ? (
        <AskSelect
          id="minutes"
          label={m.askMinutes}
          value={String(form.minutes)}
          onChange={chosen => change({ minutes: Number(chosen) })}
          options={EMERGENCY_MINUTES.map(n => ({
            value: String(n),
            text: m.askMinutesOf(n),
          }))}
        />
      ) : (
        <TextField
          id="customer-360-ask-until"
          type="date"
          size="small"
          variant="outlined"
          required
          label={m.askUntil}
          value={form.lastDay}
          InputLabelProps={{ shrink: true }}
          inputProps={{ min: dayIn(0, now) }}
          onChange={event => change({ lastDay: event.target.value })}
        />
      )}
      <div className={classes.wide} role="group" aria-label={m.askLabels}>
        <FormLabel>{m.askLabels}</FormLabel>
        <div className={classes.checks}>
          {labels.map(label => (
            <FormControlLabel
              key={label}
              label={labelText(label, m)}
              control={
                <Checkbox
                  size="small"
                  color="primary"
                  checked={form.labels.includes(label)}
                  onChange={(_event, checked) =>
                    change({
                      labels: checked
                        ? [...form.labels, label]
                        : form.labels.filter(other => other !== label),
                    })
                  }
                />
              }
            />
          ))}
          {labels.length === 0 && m.askNoLabels}
        </div>
      </div>
      <TextField
        className={classes.wide}
        id="customer-360-ask-reason"
        size="small"
        variant="outlined"
        required
        multiline
        minRows={2}
        label={m.askReason}
        helperText={m.askReasonHelp(REASON_MIN)}
        value={form.reason}
        inputProps={{ maxLength: REASON_MAX }}
        onChange={event => change({ reason: event.target.value })}
      />
      {mayBreakGlass && (
        <div className={classes.wide}>
          <FormControlLabel
            label={m.askEmergency}
            control={
              <Checkbox
                size="small"
                color="primary"
                checked={emergency}
                onChange={(_event, checked) =>
                  change({
                    minutes: checked ? EMERGENCY_MINUTES[0] : undefined,
                    scope: customer,
                  })
                }
              />
            }
          />
          {emergency && (
            <div>
              <ToneText tone="watch">{m.askEmergencyNote}</ToneText>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
