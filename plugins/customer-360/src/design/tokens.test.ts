import { palettes } from '@backstage/theme';
import { darkTokens, lightTokens, type Tokens } from './tokens';

function luminance(hex: string): number {
  const channels = [1, 3, 5].map(start => {
    const value = parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

describe.each<[string, Tokens, { default: string; paper: string }]>([
  ['light', lightTokens, palettes.light.background],
  ['dark', darkTokens, palettes.dark.background],
])('tokens of the %s theme', (_name, tokens, background) => {
  const surfaces = [background.default, background.paper];
  const text = ['up', 'watch', 'down', 'soft'] as const;

  it.each(text)('reads %s as text on page and paper', name => {
    for (const surface of surfaces) {
      expect(contrast(tokens[name], surface)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each([
    ['up', 'tintUp'],
    ['watch', 'tintWatch'],
    ['down', 'tintDown'],
    ['soft', 'chip'],
    ['soft', 'tintWatch'],
  ] as const)('reads %s on %s', (name, tint) => {
    expect(contrast(tokens[name], tokens[tint])).toBeGreaterThanOrEqual(4.5);
  });

  it('tells a graphic from the paper and from the empty part of its bar', () => {
    expect(contrast(tokens.spark, background.paper)).toBeGreaterThanOrEqual(3);
    expect(contrast(tokens.spark, tokens.track)).toBeGreaterThanOrEqual(3);
  });
});
