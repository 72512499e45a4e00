// Sentences of lists of speakers, turns and the questioning; part of the meeting area.
import { area } from './types';

export const meetingFloor = area({
  'kind.speech': { vi: 'Phát biểu', en: 'Speech' },
});
