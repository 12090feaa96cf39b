import type { Label } from '../access/labels';
import { healthFacet } from './relationship/health';
import { touchpointsFacet } from './relationship/touchpoints';

const holding =
  (...labels: Label[]) =>
  (label: Label) =>
    labels.includes(label);

const own = {
  source: 'hubspot',
  at: '2026-11-01T00:00:00Z',
  kind: 'call',
} as const;

const touchpoints = touchpointsFacet.schema.parse({
  touchpoints: [
    { ...own, id: '1', person: 'Mara', title: 'canary', body: 'canary' },
    {
      ...own,
      id: '2',
      person: 'Jonas',
      title: 'canary of a deal',
      opportunityId: 'deal-7',
    },
    { ...own, id: '3', person: 'Mara' },
  ],
});

const redact = (...labels: Label[]) =>
  touchpointsFacet.redact!(touchpoints, holding(...labels));

describe('free text by our own staff', () => {
  it('leaves date, kind and person without the label', () => {
    const { data, redacted } = redact();
    expect(JSON.stringify(data)).not.toContain('canary');
    expect(JSON.stringify(data)).not.toContain('deal-7');
    expect(data.touchpoints[0]).toEqual({ ...own, id: '1', person: 'Mara' });
    expect(redacted).toEqual(['notes']);
  });

  it('tells those without either label nothing of a deal', () => {
    const without = touchpoints.touchpoints.map(touchpoint => ({
      ...touchpoint,
      opportunityId: undefined,
    }));
    const plain = touchpointsFacet.schema.parse({ touchpoints: without });
    expect(JSON.stringify(redact())).toBe(
      JSON.stringify(touchpointsFacet.redact!(plain, holding())),
    );
  });

  it('needs the sales label too where a record hangs on a deal', () => {
    const { data, redacted } = redact('notes');
    expect(data.touchpoints[0].body).toBe('canary');
    expect(data.touchpoints[1]).toEqual({ ...own, id: '2', person: 'Jonas' });
    expect(redacted).toEqual(['sales']);
  });

  it('needs the notes label even with the sales label', () => {
    const { data, redacted } = redact('sales');
    expect(JSON.stringify(data)).not.toContain('canary');
    expect(data.touchpoints[1].opportunityId).toBe('deal-7');
    expect(redacted).toEqual(['notes']);
  });

  it('takes nothing out for somebody with both, and leaves its input alone', () => {
    expect(redact('notes', 'sales')).toEqual({
      data: touchpoints,
      redacted: [],
    });
    redact();
    expect(touchpoints.touchpoints[0].body).toBe('canary');
  });

  it('takes the comment out of health', () => {
    const health = healthFacet.schema.parse({
      source: 'hubspot',
      id: '1',
      scale: { min: 0, max: 100 },
      direction: 'higher-is-better',
      basis: 'vendor',
      parts: [],
      coverage: 1,
      history: [],
      comment: 'canary',
    });
    expect(healthFacet.redact!(health, holding('notes')).data.comment).toBe(
      'canary',
    );
    const { data, redacted } = healthFacet.redact!(health, holding());
    expect(data).not.toHaveProperty('comment');
    expect(redacted).toEqual(['notes']);
    expect(
      JSON.stringify(healthFacet.summarize!(health, new Date(0))),
    ).not.toContain('canary');
  });
});
