import { expect, it } from 'vitest';
import { browserName } from '../../src/media/machine';

it('takes the brand a browser tells of itself', () => {
  const brands = [
    { brand: 'Not;A=Brand', version: '8' },
    { brand: 'Chromium', version: '141' },
    { brand: 'Google Chrome', version: '141' },
  ];
  expect(browserName('', brands)).toBe('Chrome 141');
});

it('reads the name out of what older browsers call themselves', () => {
  expect(
    browserName('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0'),
  ).toBe('Edge 141');
  expect(browserName('Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/143.0')).toBe('Firefox 143');
  expect(browserName('Mozilla/5.0 (iPad) AppleWebKit/605.1.15 Version/18.2 Mobile/15E148 Safari/604.1')).toBe(
    'Safari 18.2',
  );
});

it('names a bare Chromium by its agent, and an unknown browser not at all', () => {
  expect(browserName('Mozilla/5.0 Chrome/156.0 Safari/537.36', [{ brand: 'Chromium', version: '156' }])).toBe(
    'Chrome 156',
  );
  expect(browserName('curl/8')).toBe('');
});
