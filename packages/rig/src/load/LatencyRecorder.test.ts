import { LatencyRecorder } from './LatencyRecorder.ts';

describe('LatencyRecorder', () => {
  it('should know percentiles of more than it has room for at first', () => {
    const recorder = new LatencyRecorder();
    for (let ms = 5000; ms > 0; ms -= 1) {
      recorder.add(ms);
    }
    expect(recorder.count).toBe(5000);
    expect(recorder.percentiles(50, 95, 99, 100)).toEqual([
      2500, 4750, 4950, 5000,
    ]);
  });

  it('should say 0 where there is nothing', () => {
    expect(new LatencyRecorder().percentiles(50, 100)).toEqual([0, 0]);
  });
});
