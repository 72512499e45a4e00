import { expect, it } from 'vitest';
import { checkinAddress, codeIn } from '../../../src/screens/attendance/checkinAddress';

it('leads to the meeting and brings the code where no server sees it', () => {
  const address = new URL(checkinAddress('https://hop.example.vn', 'giao ban/11', '048291'));
  expect(address.pathname).toBe('/m/giao%20ban%2F11');
  expect(address.search).toBe('');
  expect(codeIn(address.hash)).toBe('048291');
});

it('takes nothing but six digits out of an address', () => {
  for (const hash of ['', '#', '#code=', '#code=12345', '#code=1234567', '#code=12345a', '#other=123456'])
    expect(codeIn(hash)).toBe('');
});
