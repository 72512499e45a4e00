// Sentences of the arrival screens.
import { area } from './types';

export const arrival = area({
  title: { vi: 'Giao ban', en: 'Briefing' },
});
