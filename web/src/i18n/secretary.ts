// Sentences of the secretary screens.
import { area } from './types';

export const secretary = area({
  title: { vi: 'Giao ban', en: 'Giao ban' },
});
