// Sentences that tell a seat what became of its own turn and devices; part of the meeting area.
import { area } from './types';

export const meetingNews = area({
  'news.deniedTitle': { vi: 'Chưa được mời phát biểu', en: 'Not given the floor' },
  'news.endedTitle': { vi: 'Lượt phát biểu đã kết thúc', en: 'Your turn has ended' },
  'news.officer': { vi: 'Chủ trì đã kết thúc lượt này', en: 'The chair ended this turn' },
  'news.replaced': {
    vi: 'Chủ trì đã mời nơi khác phát biểu',
    en: 'The chair gave the floor to somebody else',
  },
  'news.fewer': {
    vi: 'Chủ trì giảm số nơi được nói cùng lúc',
    en: 'The chair lets fewer speak at the same time',
  },
  'news.opened': {
    vi: 'Cuộc họp vừa khai mạc, phần kiểm tra đường truyền đã xong',
    en: 'The session has opened, the line check is over',
  },
  'news.recess': { vi: 'Cuộc họp tạm nghỉ', en: 'The meeting is in recess' },
  'news.closed': { vi: 'Cuộc họp đã bế mạc', en: 'The meeting is closed' },
  'news.removed': {
    vi: 'Chỗ này đã được đưa ra khỏi danh sách dự họp',
    en: 'This seat was taken off the list of the meeting',
  },
  'news.absent': { vi: 'Đã được ghi là không có mặt', en: 'Marked as not here' },
  'news.askAgain': {
    vi: 'Bấm phím {key} để xin phát biểu lại',
    en: 'Press {key} to ask for the floor again',
  },
  'news.understood': { vi: 'Đã rõ', en: 'Understood' },
  'news.later': { vi: 'Để sau', en: 'Later' },
  'news.muted': { vi: 'Micro bị khóa', en: 'Microphone locked' },
  'news.muteReason': { vi: 'Lý do: {reason}', en: 'Reason: {reason}' },
  'news.hallMuted': { vi: 'Micro hội trường đang bị khóa', en: 'The hall’s microphone is locked' },
});
