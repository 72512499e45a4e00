import { describe, expect, it } from 'vitest';
import { ServerClock } from '../../src/stores/clock';

describe('the server’s clock', () => {
  it('takes half of the way back into account and trusts the quickest answer', () => {
    let local = Date.parse('2026-11-23T07:00:00.000Z');
    const clock = new ServerClock(() => local);
    const slowSent = local;
    local += 800;
    clock.sample('2026-11-23T07:05:00.700Z', slowSent);
    const quickSent = local;
    local += 20;
    clock.sample('2026-11-23T07:05:00.810Z', quickSent);
    expect(clock.offsetMs).toBe(300_000);
    expect(clock.roundTripMs).toBe(20);
    expect(clock.now()).toBe(local + 300_000);
  });

  it('uses a message’s time until the first answer, and nothing odd ever', () => {
    const clock = new ServerClock(() => 1_000);
    expect(clock.offsetMs).toBe(0);
    clock.glimpse('nonsense');
    expect(clock.offsetMs).toBe(0);
    clock.glimpse(new Date(61_000).toISOString());
    expect(clock.offsetMs).toBe(60_000);
    clock.sample('nonsense', 900);
    expect(clock.roundTripMs).toBeNull();
  });
});
