// Sentences of the meeting screens.
import { area } from './types';

export const meeting = area({
  title: { vi: 'Giao ban', en: 'Briefing' },
});
