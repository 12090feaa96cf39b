import type {
  SavedView,
  SavedViewInput,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Reader } from '../access/Reader';

/**
 * Lists of customers that people keep under a name. Every method throws
 * NotAllowedError for who may not use Customer 360 at all.
 */
export interface SavedViews {
  /** One's own and those that others share, by name. */
  list(reader: Reader): Promise<SavedView[]>;

  /**
   * @throws ConflictError where there is one of that name already
   * @throws InputError without a name, or where there are too many
   */
  add(reader: Reader, view: SavedViewInput): Promise<SavedView>;

  /**
   * Gives one's own another name or list, or shares it or no longer.
   *
   * @throws NotFoundError where it is not one's own, or not there
   * @throws ConflictError, InputError as `add`
   */
  change(reader: Reader, id: string, view: SavedViewInput): Promise<SavedView>;

  /**
   * Takes away one's own; who holds `customer360.grants.manage` takes away any
   * that is shared: whoever shared it may have left.
   *
   * @throws NotFoundError where it is neither, or not there
   */
  remove(reader: Reader, id: string): Promise<void>;
}
