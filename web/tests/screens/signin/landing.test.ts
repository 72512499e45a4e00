import { describe, expect, it } from 'vitest';
import { landing } from '../../../src/screens/signin/landing';
import type { Principal } from '../../../src/stores/session';

const person = (roles: string[], meeting: string | null = null): Principal => ({
  kind: 'account',
  id: 'a1',
  name: 'Lê Quốc Bảo',
  office: '',
  roles,
  site: null,
  meeting,
  seat: null,
  has_password: false,
});

describe('where a link leads', () => {
  it('goes into the meeting it is for, whoever opens it', () => {
    expect(landing({ slot: 's', principal: person(['officer']), meeting: 'demo' })).toBe('/m/demo');
    expect(landing({ slot: 's', principal: person([], 'giao-ban'), meeting: null })).toBe('/m/giao-ban');
  });

  it('else shows the screen of the person’s work', () => {
    expect(landing({ slot: 's', principal: person(['administrator', 'officer']) })).toBe('/admin/meetings');
    expect(landing({ slot: 's', principal: person(['archivist']) })).toBe('/archive');
    expect(landing({ slot: 's', principal: person(['archivist', 'officer']) })).toBe('/');
    expect(landing({ slot: 's', principal: person([]) })).toBe('/');
  });
});
