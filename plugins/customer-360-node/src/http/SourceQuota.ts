/** What a vendor says is left of its rate limit or quota. @public */
export interface SourceQuota {
  readonly remaining: number;
  readonly limit?: number;
  /** When the vendor counts anew. */
  readonly resetAt?: Date;
  /** When the vendor said so. */
  readonly readAt: Date;
}
