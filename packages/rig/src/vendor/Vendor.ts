import type { VendorCalls } from './CallCounts.ts';
import type { RecordAddress } from './VendorRecords.ts';
import type { VendorChange, VendorSettings } from './VendorSettings.ts';

/** A fake vendor, in this process or in one of its own. */
export interface Vendor {
  readonly url: string;
  /** What the source's settings are now; what is not named stays as it is. */
  control(change: VendorChange): Promise<VendorSettings>;
  /** Changes a record; its new version. */
  write(address: RecordAddress): Promise<number>;
  calls(): Promise<VendorCalls>;
  /** As it was at the start. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}
