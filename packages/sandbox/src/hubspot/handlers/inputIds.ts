import { hubSpotErrors } from '../HubSpotError.ts';
import { isRecord } from './HubSpotCall.ts';

/** HubSpot's limit of a batch of records. */
const MAX_BATCH = 100;

/**
 * The ids of `inputs`.
 *
 * @throws HubSpotError 400 when there are none or too many
 * @internal
 */
export function inputIds(inputs: unknown, max = MAX_BATCH): string[] {
  if (!Array.isArray(inputs) || inputs.length === 0) {
    throw hubSpotErrors.validation('Invalid input JSON: "inputs" is empty');
  }
  if (inputs.length > max) {
    throw hubSpotErrors.validation(
      `The maximum number of inputs is ${max}: ${inputs.length} were given`,
    );
  }
  return inputs.map((input: unknown) => {
    const id = isRecord(input) ? input.id : undefined;
    if (typeof id !== 'string' && typeof id !== 'number') {
      throw hubSpotErrors.validation('Invalid input JSON: an input has no id');
    }
    return String(id);
  });
}
