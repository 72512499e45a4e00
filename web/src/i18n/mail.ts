// Mail to those invited.
import { area } from './types';

export const mail = area({
  title: { vi: 'Thư mời và thư nhắc', en: 'Invitations and reminders' },
  off: { vi: 'Chưa cài đặt máy chủ thư', en: 'No mail server is set up' },
  offHelp: {
    vi: 'Quản trị viên cần đặt GIAOBAN_SMTP_HOST và GIAOBAN_SMTP_FROM. Quý vị vẫn có thể ghi địa chỉ thư.',
    en: 'The administrator has to set GIAOBAN_SMTP_HOST and GIAOBAN_SMTP_FROM. Addresses can be entered all the same.',
  },
  invite: { vi: 'Gửi giấy mời, thay đổi và thư nhắc', en: 'Write to those invited' },
  inviteHelp: {
    vi: 'Người được mời nhận thư ngay khi cuộc họp đã lên lịch.',
    en: 'People are written to as soon as the meeting is scheduled.',
  },
  reminders: { vi: 'Nhắc trước', en: 'Reminded before' },
  before_4320: { vi: '3 ngày', en: '3 days' },
  before_2880: { vi: '2 ngày', en: '2 days' },
  before_1440: { vi: '1 ngày', en: '1 day' },
  before_120: { vi: '2 giờ', en: '2 hours' },
  before_60: { vi: '1 giờ', en: '1 hour' },
  before_30: { vi: '30 phút', en: '30 minutes' },
  before_15: { vi: '15 phút', en: '15 minutes' },
  saved: { vi: 'Đã lưu', en: 'Saved' },
  count: {
    vi: '{sent} người đã nhận, {waiting} đang chờ gửi, {failed} không gửi được, {none} chưa có địa chỉ',
    en: '{sent} written to, {waiting} waiting, {failed} failed, {none} without an address',
  },
  nobody: {
    vi: 'Chưa mời ai: hãy ghi điểm cầu ở thẻ Thành phần, đại biểu ở thẻ Đại biểu.',
    en: 'Nobody is invited yet: add sites under Invited and people under Delegates.',
  },
  noAddress: { vi: 'Chưa có địa chỉ', en: 'No address' },
  addressOf: { vi: 'Địa chỉ thư của {name}', en: 'E-mail address of {name}' },
  state_queued: { vi: 'Đang chờ gửi', en: 'Waiting' },
  state_sent: { vi: 'Đã gửi', en: 'Sent' },
  state_failed: { vi: 'Không gửi được', en: 'Failed' },
  state_dropped: { vi: 'Không cần gửi nữa', en: 'No longer needed' },
  nothing: { vi: 'Chưa gửi gì', en: 'Nothing sent' },
  uninvited: { vi: 'không còn được mời', en: 'no longer invited' },
  attempt: { vi: 'lần thử {n}, lần tới {time}', en: 'attempt {n}, next at {time}' },
  said: { vi: 'Nguyên văn trả lời của máy chủ', en: 'In the server’s own words' },
  why_expired: {
    vi: 'Thư không gửi được trước khi hết thời gian có ích.',
    en: 'It could not be sent while it was still of use.',
  },
  why_unsendable: {
    vi: 'Không lập được thư: địa chỉ hoặc dữ liệu của người nhận không dùng được.',
    en: 'The message cannot be written: the address or the data about this person are unusable.',
  },
  why_no_mailbox: {
    vi: 'Không có hộp thư này; xin kiểm tra lại địa chỉ.',
    en: 'There is no such mailbox; please check the address.',
  },
  why_mailbox_full: { vi: 'Hộp thư của người nhận đã đầy.', en: 'The recipient’s mailbox is full.' },
  why_too_large: {
    vi: 'Máy chủ thư cho rằng thư quá lớn.',
    en: 'The mail server finds the message too large.',
  },
  why_not_relayed: {
    vi: 'Máy chủ thư không chuyển thư đến tên miền này; quản trị viên cần cho phép.',
    en: 'The mail server does not pass mail on to this domain; the administrator has to allow it.',
  },
  why_sign_in: {
    vi: 'Máy chủ thư không chấp nhận tên hoặc mật khẩu đăng nhập; thư chờ đến khi quản trị viên sửa cài đặt.',
    en: 'The mail server does not accept the sign-in; mail waits until the administrator puts it right.',
  },
  why_sender: {
    vi: 'Máy chủ thư không chấp nhận địa chỉ người gửi; thư chờ đến khi quản trị viên sửa cài đặt.',
    en: 'The mail server does not accept the sender’s address; mail waits until it is put right.',
  },
  why_later: {
    vi: 'Máy chủ thư đề nghị gửi lại sau.',
    en: 'The mail server asks to try again later.',
  },
  why_refused: { vi: 'Máy chủ thư từ chối thư này.', en: 'The mail server refuses this message.' },
  why_away: {
    vi: 'Chưa kết nối được với máy chủ thư hoặc kết nối bị ngắt.',
    en: 'The mail server cannot be reached, or the line to it broke.',
  },
  resend: { vi: 'Gửi lại', en: 'Send again' },
  resendTo: { vi: 'Gửi lại cho {name}', en: 'Send again to {name}' },
  resent: { vi: 'Thư được gửi lại', en: 'It is sent again' },
  t_invitation: { vi: 'Giấy mời', en: 'Invitation' },
  t_change: { vi: 'Thay đổi', en: 'Change' },
  t_cancellation: { vi: 'Hủy họp', en: 'Cancellation' },
  t_uninvited: { vi: 'Hủy lời mời', en: 'No longer invited' },
  t_readdressed: { vi: 'Gỡ lịch ở địa chỉ cũ', en: 'Taken out of the old diary' },
  t_reminder: { vi: 'Nhắc họp', en: 'Reminder' },
  t_papers_missing: { vi: 'Nhắc nộp tài liệu', en: 'Papers missing' },
  t_results: { vi: 'Kết quả', en: 'Results' },
  t_notice: { vi: 'Thông báo', en: 'Notice' },
});
