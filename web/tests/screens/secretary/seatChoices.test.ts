import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/api/accounts';
import type { Site } from '../../../src/api/sites';
import type { View } from '../../../src/api/view';
import { filterFolded } from '../../../src/screens/home/fold';
import { officerToAdd, peopleToAdd, sitesToAdd } from '../../../src/screens/secretary/seatChoices';

const site = (code: string, name: string): Site => ({
  code,
  name,
  short_name: name,
  kind: 'district',
  valid_from: '2018-01-01',
  valid_to: null,
  note: '',
  email: '',
});
const person = (id: string, disabled = false): Account => ({
  id,
  login: id,
  name: `Người ${id}`,
  email: '',
  office: 'Chuyên viên',
  roles: ['officer'],
  disabled,
  has_password: true,
});
const view = {
  sites: { 'site-413': { code: '413' } },
  officers: { 'officer-a': { seat: 'officer-a', order: 0 }, 'officer-b': { seat: 'officer-b', order: 4 } },
} as unknown as View;

describe('what can be added to a meeting', () => {
  it('is not there already and is in use', () => {
    const all = [site('417', 'Kỳ Sơn'), site('413', 'Cửa Lò'), site('414', 'Diễn Châu')];
    expect(sitesToAdd(all, view).map((one) => one.code)).toEqual(['414', '417']);
    expect(peopleToAdd([person('a'), person('c'), person('d', true)], view).map((one) => one.id)).toEqual([
      'c',
    ]);
  });
  it('makes an officer the last in succession', () => {
    expect(officerToAdd(person('c'), 'deputy', view)).toEqual({
      seat: 'officer-c',
      name: 'Người c',
      office: 'Chuyên viên',
      role: 'deputy',
      order: 5,
    });
    expect(officerToAdd(person('c'), 'deputy', { ...view, officers: {} }).order).toBe(0);
  });
  it('is found without accents', () => {
    const options = [{ label: 'Huyện Kỳ Sơn' }, { label: 'Thị xã Cửa Lò' }];
    expect(filterFolded({ options, search: 'son ky' })).toEqual([options[0]]);
  });
});
