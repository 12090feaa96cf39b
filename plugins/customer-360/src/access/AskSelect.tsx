import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';

/** One of a few. @internal */
export function AskSelect(props: {
  id: string;
  label: string;
  value: string;
  disabled?: boolean;
  options: ReadonlyArray<{ value: string; text: string }>;
  onChange(value: string): void;
}) {
  return (
    <TextField
      select
      id={`customer-360-ask-${props.id}`}
      size="small"
      variant="outlined"
      label={props.label}
      value={props.value}
      disabled={props.disabled}
      InputLabelProps={{ shrink: true }}
      SelectProps={{ displayEmpty: true }}
      onChange={event => props.onChange(event.target.value)}
    >
      {props.options.map(({ value, text }) => (
        <MenuItem key={value} value={value}>
          {text}
        </MenuItem>
      ))}
    </TextField>
  );
}
