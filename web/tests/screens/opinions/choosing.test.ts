import { describe, expect, it } from 'vitest';
import type { Addressee } from '../../../src/api/opinions';
import {
  added,
  asBody,
  type Choices,
  dropped,
  type Filter,
  groupCounts,
  listed,
  merged,
  shownOf,
  toggled,
} from '../../../src/screens/opinions/choosing';

const person = (account: string, name: string, office: string, group: string): Addressee => ({
  account,
  login: `xa.${account}`,
  name,
  office,
  group,
  site: null,
});
const directory = listed([
  person('1', 'Đặng Quốc Dũng', 'UBND huyện Quỳ Châu', 'district'),
  person('2', 'Nguyễn Thị Mai', 'UBND xã Châu Bình', 'commune'),
  person('3', 'Lê Thị Hoa', 'Sở Y tế', 'department'),
]);
const nobody: Choices = new Map();
const all = { query: '', group: null, onlyChosen: false };
const names = (filter: Partial<Filter>, chosen: Choices = nobody) =>
  shownOf(directory, { ...all, ...filter }, chosen).map((one) => one.account);

describe('finding people', () => {
  it('needs no accents and takes words in any order', () => {
    expect(names({ query: 'chau quy' })).toEqual(['1']);
    expect(names({ query: 'dang' })).toEqual(['1']);
    expect(names({ query: 'chau' })).toEqual(['1', '2']);
    expect(names({ query: 'xa.3' })).toEqual(['3']);
  });

  it('narrows to a group and to those chosen', () => {
    expect(names({ group: 'commune' })).toEqual(['2']);
    expect(names({ onlyChosen: true }, new Map([['3', '']]))).toEqual(['3']);
  });
});

describe('choosing people', () => {
  it('chooses and drops one, and all that are shown', () => {
    const one = toggled(nobody, directory[0] as Addressee);
    expect(asBody(one)).toEqual([{ account: '1', group: 'district' }]);
    expect(toggled(one, directory[0] as Addressee).size).toBe(0);
    const everybody = added(one, directory);
    expect([...everybody.keys()]).toEqual(['1', '2', '3']);
    expect([...dropped(everybody, directory.slice(0, 2)).keys()]).toEqual(['3']);
  });

  it('keeps the group a pasted list gives, also when all are chosen afterwards', () => {
    const pasted = merged(nobody, [{ account: '2', group: 'Xã miền núi' }]);
    expect(added(pasted, directory).get('2')).toBe('Xã miền núi');
    expect(names({ group: 'Xã miền núi' }, pasted)).toEqual(['2']);
    expect(groupCounts(directory, pasted)).toContainEqual({ group: 'Xã miền núi', all: 1, chosen: 1 });
  });

  it('stays quick with thousands', () => {
    const many = listed(
      Array.from({ length: 5000 }, (_, n) => person(`m${n}`, `Người ${n}`, `UBND xã số ${n}`, 'commune')),
    );
    const chosen = added(nobody, many);
    expect(chosen.size).toBe(5000);
    expect(shownOf(many, { ...all, query: 'xa so 4999' }, chosen)).toHaveLength(1);
  });
});
