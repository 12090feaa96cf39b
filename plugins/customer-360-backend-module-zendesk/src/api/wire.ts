import { z } from 'zod';

// Only what is needed is required. What is optional and may drift is taken as
// it is and read by `Drift`, which says so instead of failing.

const id = z.number().int().positive();

/** ISO 8601; Zendesk leaves the milliseconds out. */
const instant = z.iso
  .datetime({ offset: true })
  .transform(value => new Date(value).toISOString());

/** @internal */
export const ticketSchema = z.object({
  id,
  subject: z.string().nullish(),
  status: z.string(),
  priority: z.unknown().optional(),
  type: z.string().nullish().catch(undefined),
  organization_id: id.nullish(),
  group_id: id.nullish(),
  requester_id: id.nullish(),
  assignee_id: id.nullish(),
  problem_id: id.nullish(),
  created_at: instant,
  updated_at: instant,
  tags: z.array(z.string()),
  satisfaction_rating: z.unknown().optional(),
  slas: z.unknown().optional(),
  metric_set: z.unknown().optional(),
});

/** @internal */
export type WireTicket = z.infer<typeof ticketSchema>;

const userNameSchema = z.object({ id, name: z.string() });
const groupSchema = z.object({ id, is_public: z.boolean() });

const meta = z.object({
  has_more: z.boolean(),
  after_cursor: z.string().nullish(),
});

/** @internal */
export const ticketsSchema = z.object({
  tickets: z.array(ticketSchema),
  users: z.array(userNameSchema).default([]),
  groups: z.array(groupSchema).default([]),
});

/** @internal */
export const ticketPageSchema = ticketsSchema.extend({ meta });

/** What the export says of a ticket, as far as it concerns us. @internal */
export const changedTicketsSchema = z.object({
  tickets: z.array(
    z.object({
      organization_id: id.nullish(),
      updated_at: instant,
      /** Unix seconds: when Zendesk wrote the ticket down. */
      generated_timestamp: z
        .number()
        .int()
        .min(0)
        .max(4_102_444_800)
        .optional()
        .catch(undefined),
    }),
  ),
  after_cursor: z.string().nullish(),
  end_of_stream: z.boolean(),
});

/** @internal */
export type ChangedTicket = z.infer<
  typeof changedTicketsSchema
>['tickets'][number];

/** @internal */
export const singleTicketSchema = z.object({
  ticket: ticketSchema,
  groups: z.array(groupSchema).default([]),
});

/** @internal */
export const groupPageSchema = z.object({ groups: z.array(groupSchema), meta });

/** Offset paging: the search has no other. @internal */
export const searchSchema = z.object({
  results: z.array(
    z.object({
      id,
      domain_names: z.array(z.string()).nullish().catch(undefined),
    }),
  ),
  count: z.number().int().nonnegative(),
  next_page: z.string().nullish(),
});

/** The search without an end, for one type of record. @internal */
export const searchExportSchema = z.object({
  results: z.array(z.object({ id })),
  meta,
});

/** @internal */
export const organizationPageSchema = z.object({
  organizations: z.array(z.object({ id })),
  meta,
});

/** @internal */
export const organizationSchema = z.object({
  id,
  name: z.string(),
  domain_names: z.array(z.string()).nullish().catch(undefined),
  organization_fields: z
    .record(z.string(), z.unknown())
    .nullish()
    .catch(undefined),
});

/** @internal */
export type WireOrganization = z.infer<typeof organizationSchema>;

/** @internal */
export const singleOrganizationSchema = z.object({
  organization: organizationSchema,
});

/** @internal */
export const organizationsSchema = z.object({
  organizations: z.array(z.object({ id })),
});

/** @internal */
export const userSchema = z.object({
  id,
  name: z.string().nullish(),
  email: z.string().nullish(),
  phone: z.unknown().optional(),
  role: z.string(),
  organization_id: id.nullish(),
});

/** @internal */
export const userPageSchema = z.object({ users: z.array(userSchema), meta });

/** @internal */
export const usersSchema = z.object({ users: z.array(userSchema) });

/** @internal */
export const membershipsSchema = z.object({
  organization_memberships: z.array(z.object({ organization_id: id })),
});

/** @internal */
export const ratingSchema = z.object({
  satisfaction_rating: z.object({ ticket_id: id, created_at: instant }),
});

/** @internal */
export const surveyPageSchema = z.object({
  survey_responses: z.array(
    z.object({
      id: z.union([z.string(), z.number()]).transform(String),
      subjects: z.array(z.object({ zrn: z.string() })),
      answers: z.array(
        z.object({
          type: z.string(),
          rating: z.number().nullish(),
          rating_category: z.string().nullish(),
          value: z.string().nullish(),
          created_at: instant,
        }),
      ),
    }),
  ),
  meta,
});

/** @internal */
export type SurveyResponse = z.infer<
  typeof surveyPageSchema
>['survey_responses'][number];
