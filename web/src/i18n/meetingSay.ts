// Sentences that are only heard: what a screen reader is told; part of the meeting area.
import { area } from './types';

export const meetingSay = area({
  'say.turn': { vi: 'Mời {name} phát biểu', en: '{name} has the floor' },
  'say.ownTurn': {
    vi: 'Đến lượt điểm cầu này phát biểu, micro đang mở',
    en: 'It is our turn to speak, the microphone is open',
  },
  'say.point': { vi: '{name} phát biểu về trình tự', en: '{name} raises a point of order' },
  'say.asks': { vi: '{name} chất vấn {office}', en: '{name} puts a question to {office}' },
  'say.answers': { vi: '{name} trả lời chất vấn của {who}', en: '{name} answers the question of {who}' },
  'say.turnOver': { vi: 'Lượt phát biểu đã kết thúc', en: 'The turn has ended' },
  'say.warn': { vi: 'Sắp hết giờ phát biểu', en: 'The time is almost over' },
  'say.timeUp': { vi: 'Đã hết giờ phát biểu', en: 'The time is over' },
  'say.bell': { vi: 'Chủ trì rung chuông', en: 'The chair rings the bell' },
  'say.clockGoesOn': { vi: 'Tính giờ tiếp', en: 'The clock goes on' },
  'say.extended': { vi: 'Được thêm {n} phút', en: '{n} more minutes were given' },
  'say.listOpen': { vi: 'Danh sách phát biểu đã mở', en: 'The list of speakers is open' },
  'say.listClosed': { vi: 'Danh sách phát biểu đã đóng', en: 'The list of speakers is closed' },
  'say.wants.floor': { vi: '{name} xin phát biểu', en: '{name} asks for the floor' },
  'say.wants.point': {
    vi: '{name} xin phát biểu về trình tự',
    en: '{name} asks to raise a point of order',
  },
  'say.question': { vi: '{name} gửi chất vấn tới {office}', en: '{name} has a question for {office}' },
  'say.page': { vi: 'Trang {page}, {title}', en: 'Page {page}, {title}' },
  'say.pageHidden': { vi: 'Đã ngừng trình chiếu', en: 'The paper is no longer shown' },
  'say.recordOn': { vi: 'Bắt đầu ghi hình', en: 'Recording has started' },
  'say.recordOff': { vi: 'Dừng ghi hình', en: 'Recording has stopped' },
  'say.presiding': { vi: '{name} điều hành cuộc họp', en: '{name} now presides' },
});
