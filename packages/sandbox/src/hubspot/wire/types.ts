import type { BatchResponsePublicAssociationMultiWithLabelWithErrors } from '@hubspot/api-client/lib/codegen/crm/associations/v4/models/BatchResponsePublicAssociationMultiWithLabelWithErrors.js';
import type { MultiAssociatedObjectWithLabel } from '@hubspot/api-client/lib/codegen/crm/associations/v4/models/MultiAssociatedObjectWithLabel.js';
import type { StandardError } from '@hubspot/api-client/lib/codegen/crm/objects/models/StandardError.js';
import type { ValueWithTimestamp as SdkValueWithTimestamp } from '@hubspot/api-client/lib/codegen/crm/objects/models/ValueWithTimestamp.js';
import type { SimplePublicObjectWithAssociations } from '@hubspot/api-client/lib/codegen/crm/objects/models/SimplePublicObjectWithAssociations.js';
import type { PublicOwner } from '@hubspot/api-client/lib/codegen/crm/owners/models/PublicOwner.js';
import type { Pipeline as SdkPipeline } from '@hubspot/api-client/lib/codegen/crm/pipelines/models/Pipeline.js';
import type { Property as SdkProperty } from '@hubspot/api-client/lib/codegen/crm/properties/models/Property.js';
import type { PublicEmail } from '@hubspot/api-client/lib/codegen/marketing/emails/models/PublicEmail.js';
import type { Wire } from './Wire.ts';

/** A CRM record as HubSpot sends it. @internal */
export type CrmObject = Wire<SimplePublicObjectWithAssociations>;
/** @internal */
export type ValueWithTimestamp = Wire<SdkValueWithTimestamp>;
/** @internal */
export type Owner = Wire<PublicOwner>;
/** @internal */
export type Pipeline = Wire<SdkPipeline>;
/** @internal */
export type Property = Wire<SdkProperty>;
/** @internal */
export type MarketingEmail = Wire<PublicEmail>;

/**
 * One error of a batch answer; only the parts that HubSpot really sends.
 *
 * @internal
 */
export type BatchError = Pick<
  Wire<StandardError>,
  'status' | 'category' | 'message' | 'context'
> & { subCategory?: string };

/**
 * `label` is null on an unlabelled association, although the SDK calls it
 * optional: this is what the API answers.
 *
 * @internal
 */
export interface AssociationType {
  readonly category: Wire<
    MultiAssociatedObjectWithLabel['associationTypes'][number]['category']
  >;
  readonly typeId: number;
  readonly label: string | null;
}

/** @internal */
export type AssociationsBatch = Omit<
  Wire<BatchResponsePublicAssociationMultiWithLabelWithErrors>,
  'results' | 'errors'
> & {
  results: {
    from: { id: string };
    to: { toObjectId: string; associationTypes: AssociationType[] }[];
    paging?: { next: { after: string } };
  }[];
  errors?: BatchError[];
};
