import { describe, expect, it } from 'vitest';
import { translate } from '../../src/i18n';
import { flagsText, stageText } from '../../src/papers/stages';

const vi = (key: never, params?: never) => translate('vi', key, params);

describe('a file on its way', () => {
  it('says at what the server is', () => {
    const stages = ['waiting', 'converting', 'checking', 'recognising', 'storing'] as const;
    const said = stages.map((stage) => stageText({ stage, progress: 40.4 }, vi as never));
    expect(new Set(said).size).toBe(5);
    expect(said[3]).toContain('40%');
    expect(stageText({ stage: 'converting', progress: 0 }, vi as never)).not.toContain('%');
  });

  it('warns of what it holds, and keeps silent about what it does not know', () => {
    expect(flagsText(['javascript', 'launch'], vi as never)).toContain('JavaScript');
    expect(flagsText(['something-new'], vi as never)).toBe('');
    expect(flagsText(undefined, vi as never)).toBe('');
  });
});
