import type { VendorResponse } from '../../server/types.ts';
import type { MarketingEmail } from '../wire/types.ts';
import { queryLimit } from './HubSpotCall.ts';
import type { HubSpotCall } from './HubSpotCall.ts';

const SCOPE = 'content';

/** Account-wide sends; HubSpot says nothing of single companies here. */
const SENDS = [
  ['Autumn release: routes in half the time', 412],
  ['Webinar: the audit-ready fleet', 366],
  ['Your quarterly fleet report', 640],
] as const;

/** `GET /marketing/emails/2026-09` @internal */
export function listMarketingEmails(call: HubSpotCall): VendorResponse {
  call.caller.require(SCOPE);
  const limit = queryLimit(call.request, { fallback: 10, max: 100 });
  const includeStats = call.request.query.get('includeStats') === 'true';
  const start = Number(call.request.query.get('after') ?? 0) || 0;
  const end = start + limit;
  return {
    status: 200,
    body: {
      total: SENDS.length,
      results: SENDS.slice(start, end).map((send, at) =>
        marketingEmail(send, start + at, includeStats),
      ),
      ...(SENDS.length > end && { paging: { next: { after: String(end) } } }),
    },
  };
}

function marketingEmail(
  [name, sent]: (typeof SENDS)[number],
  at: number,
  includeStats: boolean,
): MarketingEmail & { from: { fromName: string; replyTo: string } } {
  const publishedAt = `2026-${String(9 + at).padStart(
    2,
    '0',
  )}-03T09:00:00.000Z`;
  const delivered = Math.round(sent * 0.98);
  const open = Math.round(delivered * 0.41);
  const click = Math.round(delivered * 0.09);
  return {
    id: String(197_204_118 + at * 331),
    name,
    subject: name,
    state: 'PUBLISHED',
    type: 'BATCH_EMAIL',
    subcategory: 'batch',
    sendOnPublish: true,
    isPublished: true,
    archived: false,
    content: {},
    from: {
      fromName: 'Meridian Fleet',
      replyTo: 'news@meridian-fleet.example',
    },
    to: { contactLists: { include: ['12'], exclude: [] } },
    createdAt: publishedAt,
    updatedAt: publishedAt,
    publishedAt,
    publishDate: publishedAt,
    ...(includeStats && {
      stats: {
        counters: { sent, delivered, open, click, bounce: sent - delivered },
        ratios: {
          deliveredratio: (delivered / sent) * 100,
          openratio: (open / delivered) * 100,
          clickratio: (click / delivered) * 100,
        },
        deviceBreakdown: { open_device_type: {}, click_device_type: {} },
        qualifierStats: {},
      },
    }),
  };
}
