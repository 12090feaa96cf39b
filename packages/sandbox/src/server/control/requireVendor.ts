import type { ControlledSandbox } from '../controlApi.ts';
import { ControlInputError } from '../controlInput.ts';

/**
 * The name of a vendor, as a caller gave it.
 *
 * @throws ControlInputError
 * @internal
 */
export function requireVendor(
  { vendors }: ControlledSandbox,
  name: string,
): string {
  if (!vendors.has(name)) {
    throw new ControlInputError(
      `"${name}" is no vendor of the sandbox: use one of ${[
        ...vendors.keys(),
      ].join(', ')}.`,
    );
  }
  return name;
}
