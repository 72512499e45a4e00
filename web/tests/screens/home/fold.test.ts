import { describe, expect, it } from 'vitest';
import { fold, matches } from '../../../src/screens/home/fold';

describe('searching Vietnamese names', () => {
  it('needs neither accents nor đ nor capitals', () => {
    expect(fold('Đô Lương')).toBe('do luong');
    expect(fold('Quỳ Hợp'.normalize('NFD'))).toBe('quy hop');
    expect(matches('do luong', 'Huyện Đô Lương', '427')).toBe(true);
    expect(matches('ĐÔ 427', 'Huyện Đô Lương', '427')).toBe(true);
    expect(matches('', 'x')).toBe(true);
  });
  it('wants every word', () => {
    expect(matches('do lang', 'Huyện Đô Lương')).toBe(false);
  });
});
