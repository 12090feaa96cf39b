import { z } from 'zod';

/** One request of ours and the answer it got, as the sandbox recorded them. */
export const exchangeSchema = z.object({
  vendor: z.string(),
  request: z.object({
    method: z.string(),
    path: z.string(),
    query: z.record(z.string(), z.array(z.string())),
    headers: z.record(z.string(), z.string()),
    body: z.unknown().optional(),
  }),
  response: z.object({
    status: z.number(),
    headers: z.record(z.string(), z.string()),
    body: z.unknown().optional(),
  }),
  /** Set where the answer was spoilt on purpose: it is no example of anything. */
  fault: z.string().optional(),
});

export type Exchange = z.infer<typeof exchangeSchema>;
