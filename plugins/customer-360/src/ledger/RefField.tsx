import TextField from '@material-ui/core/TextField';
import { useUniqueId } from '../hooks/useUniqueId';
import { useMessages } from '../messages/useMessages';
import { ledgerMessages } from './messages';
import { refOf, type RefKind } from '../format/refOf';
import { useRefSuggestions } from './useRefSuggestions';

const MAX_LENGTH = 255;

/**
 * A field for a ref, with suggestions from the catalog. Any ref can be written:
 * who was erased, or is hidden from the reader, is on record all the same.
 *
 * @internal
 */
export function RefField(props: {
  kind: RefKind;
  label: string;
  help: string;
  /** Said where what is written is no ref. */
  wrong: string;
  value: string;
  className?: string;
  onChange(text: string): void;
}) {
  const { kind, value } = props;
  const listId = useUniqueId();
  const suggestions = useRefSuggestions(value, kind);
  const chosen = suggestions.find(({ ref }) => ref === refOf(value, kind));
  const m = useMessages(ledgerMessages);
  // A bare name that is nobody's ref finds nothing, and looks as if it had.
  const [guess] = chosen ? [] : suggestions;
  const wrong = value.trim() !== '' && refOf(value, kind) === undefined;
  return (
    <>
      <TextField
        className={props.className}
        id={`customer-360-ledger-${kind}`}
        size="small"
        variant="outlined"
        type="search"
        label={props.label}
        error={wrong}
        helperText={
          (guess && m.meant(guess.title)) ??
          (wrong ? props.wrong : chosen?.title ?? props.help)
        }
        value={value}
        inputProps={{
          list: listId,
          maxLength: MAX_LENGTH,
          autoComplete: 'off',
          spellCheck: false,
        }}
        onChange={event => props.onChange(event.target.value)}
      />
      <datalist id={listId}>
        {suggestions.map(({ ref, title }) => (
          <option key={ref} value={ref} label={title} />
        ))}
      </datalist>
    </>
  );
}
