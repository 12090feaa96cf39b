import type { HubspotRecord } from '../api/wire';
import type { PortalInfo } from '../reads/PortalInfo';

/** A company that was read, alone or with many others. @internal */
export interface ReadCompany {
  readonly sourceId: string;
  readonly company: HubspotRecord;
  readonly portal: PortalInfo;
  readonly now: Date;
}

/** What was found in it. @internal */
export interface Found<TData> {
  readonly data: TData;
  readonly missing: readonly string[] | undefined;
}
