// Sentences of the archive screens.
import { area } from './types';

export const archive = area({
  title: { vi: 'Giao ban', en: 'Giao ban' },
});
