import fc from 'fast-check';
import { htmlToText } from './htmlToText';
import { linkTemplate } from './linkTemplate';
import { paginate } from './paginate';

describe('linkTemplate', () => {
  const link = linkTemplate('https://app.example.com/tickets/{id}?tab={tab}', [
    'app.example.com',
  ]);

  it('encodes what a record says', () => {
    expect(link({ id: '7/../../evil?x', tab: 'a&b' })).toBe(
      'https://app.example.com/tickets/7%2F..%2F..%2Fevil%3Fx?tab=a%26b',
    );
  });

  it('leads to its own host and page, whatever a record says', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('..', '.', '/', '//evil.example', '@evil.example', '\\'),
      fc.constantFrom('#', '?', '%2e%2e', '\ud800', 'javascript', ':alert(1)'),
    );
    fc.assert(
      fc.property(text, text, (id, tab) => {
        const made = link({ id, tab });
        fc.pre(made !== undefined);
        const url = new URL(made!);
        expect(url.origin).toBe('https://app.example.com');
        expect(url.username + url.password + url.hash).toBe('');
        const segments = url.pathname.split('/');
        expect(segments).toHaveLength(3);
        expect(segments[1]).toBe('tickets');
        expect(decodeURIComponent(segments[2])).toBe(id);
        expect([...url.searchParams]).toEqual([['tab', tab]]);
      }),
      { numRuns: 1_000 },
    );
    expect(link({ id: '\ud800', tab: 'a' })).toBeUndefined();
  });

  it.each([{ id: '7' }, { id: '', tab: 'a' }, { id: '..', tab: 'a' }])(
    'gives none for %j',
    parts => {
      expect(link(parts)).toBeUndefined();
    },
  );

  it.each([
    ['data:text/html,{id}', []],
    ['http://app.example.com/{id}', ['app.example.com']],
    ['https://{id}.example.com/', ['x.example.com']],
    ['https://app.example.com/{id}', ['other.example.com']],
  ])('refuses the template %s', (template, hosts) => {
    expect(() => linkTemplate(template, hosts)).toThrow('link template');
  });
});

describe('paginate', () => {
  const endless = (cursor = '0') => ({
    items: Array.from({ length: 100 }, (_, index) => index),
    next: String(Number(cursor) + 1),
  });

  it('reads to the end', async () => {
    const pages = [
      { items: [1, 2], next: 'b' },
      { items: [], next: 'c' },
      { items: [3] },
    ];
    expect(await paginate(async () => pages.shift()!)).toEqual({
      items: [1, 2, 3],
      truncated: false,
    });
  });

  it('stops at the limit and says so', async () => {
    const read = jest.fn(async (cursor?: string) => endless(cursor));
    const result = await paginate(read);
    expect(result.items).toHaveLength(500);
    expect(result.truncated).toBe(true);
    expect(read).toHaveBeenCalledTimes(5);
  });

  it('is whole when the last page ends at the limit, cut when it goes over', async () => {
    const exact = await paginate(async () => ({ items: [1, 2] }), { limit: 2 });
    expect(exact).toEqual({ items: [1, 2], truncated: false });
    const over = await paginate(async () => ({ items: [1, 2, 3] }), {
      limit: 2,
    });
    expect(over).toEqual({ items: [1, 2], truncated: true });
  });

  it('sees a cursor that comes back, and pages without records', async () => {
    const loop = jest.fn(async () => ({ items: [1], next: 'same' }));
    expect((await paginate(loop)).truncated).toBe(true);
    expect(loop).toHaveBeenCalledTimes(2);
    let page = 0;
    const hollow = jest.fn(async () => {
      page += 1;
      return { items: [], next: String(page) };
    });
    expect((await paginate(hollow, { maxPages: 7 })).truncated).toBe(true);
    expect(hollow).toHaveBeenCalledTimes(7);
  });
});

describe('htmlToText', () => {
  it.each([
    ['plain', 'plain'],
    ['<p>One</p><p>Two &amp; three</p>', 'One\n\nTwo & three'],
    ['a<br/>b', 'a\nb'],
    ['<ul><li>x</li><li>y</li></ul>', '• x\n\n• y'],
    ['<script>alert(1)</script>hi<style>p{}</style>', 'hi'],
    ['<scr<script>ipt>alert(1)</script>', 'ipt>alert(1)'],
    ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
    ['<a title="a > b" href="javascript:x">link</a>', 'link'],
    ['<!-- hidden --> seen', 'seen'],
    ['&lt;b&gt; &#8364; &#x20AC; &unknown; &#0;', '<b> € € &unknown;'],
    ['end <unclosed', 'end'],
    ['line\u001b[31m\u202Eflip', 'line[31mflip'],
  ])('%j', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it('is bounded', () => {
    const text = htmlToText('x'.repeat(100_000), 50);
    expect(text).toHaveLength(50);
    expect(text.endsWith('…')).toBe(true);
  });

  // A quadratic scan of any of these would take minutes.
  it.each(['<', '<!--', '<a "', '&amp', '<p>', '\n ', '<script>'])(
    'takes %j a hundred thousand times in its stride',
    part => {
      expect(htmlToText(part.repeat(100_000)).length).toBeLessThanOrEqual(4000);
    },
  );
});
