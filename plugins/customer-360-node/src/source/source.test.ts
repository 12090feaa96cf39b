import { credentialScope } from './credentialScope';
import { SourceError } from './SourceError';
import { toSourceError } from './toSourceError';

describe('credentialScope', () => {
  it('tells credentials apart and reveals none', () => {
    const scope = credentialScope('secret', 'https://a');
    expect(scope).toMatch(/^[0-9a-f]{16}$/);
    expect(credentialScope('secret', 'https://b')).not.toBe(scope);
    expect(credentialScope('a', 'bc')).not.toBe(credentialScope('ab', 'c'));
  });
});

describe('toSourceError', () => {
  const inner = new SourceError('rate_limited', { retryAt: new Date(7) });

  it.each([
    ['itself', inner],
    ['a cause', new Error('x', { cause: inner })],
    ['an SDK’s detail', Object.assign(new Error('x'), { detail: inner })],
    ['two layers', { error: { originalError: inner } }],
  ])('finds it in %s', (_name, error) => {
    expect(toSourceError(error)).toBe(inner);
  });

  it('replaces anything else, also what loops', () => {
    const loop: { cause?: unknown } = {};
    loop.cause = loop;
    for (const error of [loop, new Error('secret'), undefined, 'text']) {
      expect(toSourceError(error).reason).toBe('schema');
      expect(toSourceError(error).message).not.toContain('secret');
    }
    expect(toSourceError(undefined, 'upstream').reason).toBe('upstream');
  });
});
