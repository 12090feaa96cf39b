import { healthTone } from './healthTone';
import { sparklineRuns } from './Sparkline';

describe('sparklineRuns', () => {
  it('breaks the line where a value is missing', () => {
    const runs = sparklineRuns([1, 2, undefined, 3], false);
    expect(runs.map(run => run.length)).toEqual([2, 1]);
  });

  it('starts counts at nought', () => {
    const [[low]] = sparklineRuns([50, 100], true);
    const [[lowest]] = sparklineRuns([50, 100], false);
    expect(low[1]).toBeLessThan(lowest[1]);
  });

  it('draws a flat line in the middle, and nothing from nothing', () => {
    expect(sparklineRuns([5, 5], false)[0].map(([, y]) => y)).toEqual([20, 20]);
    expect(sparklineRuns([undefined], false)).toEqual([]);
  });
});

describe('healthTone', () => {
  const scale = { min: 0, max: 100 };

  it('knows which end of the scale is the good one', () => {
    expect(healthTone(90, { scale, direction: 'higher-is-better' })).toBe('up');
    expect(healthTone(90, { scale, direction: 'lower-is-better' })).toBe(
      'down',
    );
    expect(healthTone(50, { scale, direction: 'higher-is-better' })).toBe(
      'watch',
    );
  });
});
