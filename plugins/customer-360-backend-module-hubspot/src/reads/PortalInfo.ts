import {
  linkTemplate,
  type RecordLink,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Portal } from '../api/wire';
import { toTimeZone } from '../values/toTimeZone';

/** HubSpot's numbers of the objects that its user interface has pages for. */
const OBJECT_TYPE_IDS: Readonly<Record<string, string>> = {
  contacts: '0-1',
  companies: '0-2',
  deals: '0-3',
  tickets: '0-5',
  feedback_submissions: '0-19',
};

/** `app.hubspot.com`, `app-eu1.hubspot.com` …: no link leads anywhere else. */
const DEFAULT_UI_DOMAIN = 'app.hubspot.com';
const UI_DOMAIN = /^app(-[a-z0-9]+)?\.hubspot\.com$/;

/**
 * The portal: how its records are linked to, and how it counts days and money.
 *
 * @internal
 */
export class PortalInfo {
  /** IANA zone in which the portal's users see their days. */
  readonly timeZone: string;
  /** ISO 4217; what an amount without currency is in. */
  readonly currency: string | undefined;
  readonly #portalId: number;
  readonly #link: RecordLink;
  readonly #activityLink: RecordLink;

  private constructor(portal: Portal) {
    const uiDomain = portal.uiDomain ?? DEFAULT_UI_DOMAIN;
    this.timeZone = toTimeZone(portal.timeZone ?? 'UTC') ?? 'UTC';
    this.currency = portal.companyCurrency ?? undefined;
    this.#portalId = portal.portalId;
    const host = UI_DOMAIN.test(uiDomain) ? uiDomain : DEFAULT_UI_DOMAIN;
    const record = `https://${host}/contacts/{portal}/record/{type}/{id}`;
    this.#link = linkTemplate(record, [host]);
    this.#activityLink = linkTemplate(`${record}?engagement={activity}`, [
      host,
    ]);
  }

  static of(portal: Portal): PortalInfo {
    return new PortalInfo(portal);
  }

  /** @returns undefined for objects that have no page of their own */
  urlOf(objectType: string, id: string): string | undefined {
    const typeId = /^\d+-\d+$/.test(objectType)
      ? objectType
      : OBJECT_TYPE_IDS[objectType];
    return this.#link({ portal: this.#portalId, type: typeId, id });
  }

  /** Activities stand on the timeline of the company they belong to. */
  urlOfActivity(companyId: string, id: string): string | undefined {
    return this.#activityLink({
      portal: this.#portalId,
      type: OBJECT_TYPE_IDS.companies,
      id: companyId,
      activity: id,
    });
  }
}
