import { render, screen } from '@testing-library/react';
import { SourceLink } from './SourceLink';

const script = ['java', 'script:alert(1)'].join('');

describe('SourceLink', () => {
  it('leads to the record in a tab that knows nothing of this one', () => {
    render(<SourceLink url="https://crm.example/1">Deal</SourceLink>);
    const link = screen.getByRole('link', { name: /Deal/ });
    expect(link).toHaveAttribute('href', 'https://crm.example/1');
    expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  });

  it.each([
    script,
    script.toUpperCase(),
    ` ${script}`,
    `\u0000${script}`,
    script.replace('s', '\ts'),
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    '//evil.example',
    '/relative',
    '',
    undefined,
  ])('shows plain text for %j', url => {
    render(<SourceLink url={url}>Deal</SourceLink>);
    expect(screen.getByText('Deal')).toBeInTheDocument();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});
