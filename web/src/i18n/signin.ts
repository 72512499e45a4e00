// Sentences of signing in: password, first administrator, pairing a hall, opening a link.
import { area } from './types';

export const signin = area({
  doorLine: {
    vi: 'Một phòng họp chung cho mọi điểm cầu trong tỉnh.',
    en: 'One meeting room for every site of the province.',
  },
  doorFoot: {
    vi: 'Cùng một hình, cùng một trang tài liệu, một biên bản tin cậy.',
    en: 'The same picture, the same page, a record that can be trusted.',
  },

  title: { vi: 'Đăng nhập', en: 'Sign in' },
  lead: {
    vi: 'Dùng tài khoản do quản trị viên của tỉnh cấp.',
    en: 'Use the account given to you by the administrator.',
  },
  login: { vi: 'Tên đăng nhập', en: 'Login name' },
  password: { vi: 'Mật khẩu', en: 'Password' },
  submit: { vi: 'Đăng nhập', en: 'Sign in' },
  missingLogin: { vi: 'Hãy nhập tên đăng nhập.', en: 'Enter your login name.' },
  missingPassword: { vi: 'Hãy nhập mật khẩu.', en: 'Enter your password.' },
  wrong: { vi: 'Tên đăng nhập hoặc mật khẩu không đúng', en: 'The login name or the password is wrong' },
  wrongHelp: {
    vi: 'Kiểm tra phím Caps Lock và bộ gõ tiếng Việt. Nếu quên mật khẩu, nhờ quản trị viên gửi liên kết đăng nhập mới.',
    en: 'Check Caps Lock and the keyboard language. If you forgot the password, ask the administrator for a new sign-in link.',
  },
  throttled: { vi: 'Đã thử sai nhiều lần', en: 'Too many attempts' },
  throttledHelp: {
    vi: 'Để bảo vệ tài khoản, hãy đợi {left} rồi đăng nhập lại.',
    en: 'To protect the account, wait {left}, then sign in again.',
  },
  waitButton: { vi: 'Đợi {left}', en: 'Wait {left}' },
  capsLock: { vi: 'Caps Lock đang bật', en: 'Caps Lock is on' },
  otherWays: { vi: 'Cách khác để vào', en: 'Other ways in' },
  pairThis: { vi: 'Đây là máy của hội trường', en: 'This is a hall’s machine' },
  pairThisHelp: { vi: 'Ghép nối một lần bằng mã ngắn', en: 'Pair it once with a short code' },
  haveLink: { vi: 'Đại biểu và người theo dõi', en: 'Delegates and observers' },
  haveLinkHelp: {
    vi: 'Mở liên kết riêng đã được gửi cho mình',
    en: 'Open the personal link that was sent to you',
  },

  setupTitle: { vi: 'Tạo quản trị viên đầu tiên', en: 'Create the first administrator' },
  setupLead: {
    vi: 'Liên kết này chỉ dùng được một lần, ngay sau khi cài đặt. Người được tạo ở đây sẽ lập điểm cầu và tài khoản cho mọi người.',
    en: 'This link works once, right after installation. The person created here sets up sites and accounts for everyone.',
  },
  fullName: { vi: 'Họ và tên', en: 'Full name' },
  fullNameHint: { vi: 'Hiện trong biên bản và trên màn hình', en: 'Shown in the record and on screens' },
  loginHint: { vi: 'Chữ thường, số, dấu chấm; không dấu', en: 'Lower-case letters, digits and dots' },
  newPassword: { vi: 'Mật khẩu', en: 'Password' },
  newPasswordHint: {
    vi: 'Ít nhất {n} ký tự; một câu ngắn dễ nhớ là tốt nhất',
    en: 'At least {n} characters; a short sentence works best',
  },
  repeatPassword: { vi: 'Nhập lại mật khẩu', en: 'Password again' },
  passwordShort: { vi: 'Còn thiếu {n} ký tự.', en: '{n} more characters are needed.' },
  passwordDiffers: { vi: 'Hai lần nhập chưa giống nhau.', en: 'The two entries differ.' },
  missingName: { vi: 'Hãy nhập họ và tên.', en: 'Enter the full name.' },
  createAdmin: { vi: 'Tạo quản trị viên', en: 'Create the administrator' },
  noToken: { vi: 'Thiếu liên kết cài đặt', en: 'The set-up link is missing' },
  noTokenHelp: {
    vi: 'Mở đúng địa chỉ mà máy chủ in ra khi khởi động lần đầu (dòng có “/setup#”). Nếu đã dùng rồi, hãy đăng nhập bằng tài khoản quản trị.',
    en: 'Open the address the server printed at its first start (the line with “/setup#”). If it was used already, sign in as the administrator.',
  },
  toSignIn: { vi: 'Đến trang đăng nhập', en: 'To the sign-in page' },

  pairTitle: { vi: 'Ghép nối máy hội trường', en: 'Pair this hall’s machine' },
  pairLead: {
    vi: 'Nhập mã {n} ký tự mà quản trị viên đọc cho điểm cầu của quý vị.',
    en: 'Enter the {n}-character code the administrator reads to your site.',
  },
  pairBox: { vi: 'Ký tự thứ {n}', en: 'Character {n}' },
  pairGroup: { vi: 'Mã ghép nối', en: 'Pairing code' },
  pairSubmit: { vi: 'Ghép nối máy này', en: 'Pair this machine' },
  pairMeans: { vi: 'Ghép nối nghĩa là gì?', en: 'What does pairing mean?' },
  pairMeans1: {
    vi: 'Máy này đại diện cho hội trường của điểm cầu và tự vào cuộc họp, không ai phải gõ mật khẩu.',
    en: 'This machine stands for the site’s hall and enters meetings by itself; nobody types a password.',
  },
  pairMeans2: {
    vi: 'Mã chỉ dùng được một lần và hết hạn sau vài phút. Có thể dán cả mã vào ô đầu.',
    en: 'The code works once and expires after a few minutes. The whole code can be pasted into the first box.',
  },
  pairMeans3: {
    vi: 'Chỉ ghép nối máy đặt trong hội trường. Quản trị viên có thể thu hồi bất cứ lúc nào.',
    en: 'Pair only the machine that stands in the hall. The administrator can revoke it at any time.',
  },
  pairWrong: { vi: 'Mã không dùng được', en: 'This code does not work' },
  pairWrongHelp: {
    vi: 'Mã sai, đã dùng hoặc hết hạn. Gọi quản trị viên đọc lại, hoặc xin mã mới.',
    en: 'It is wrong, used or expired. Ask the administrator to read it again or to make a new one.',
  },
  pairDone: { vi: 'Đã ghép nối', en: 'Paired' },
  pairDoneHelp: {
    vi: 'Máy này nay là {name}. Đang mở danh sách cuộc họp…',
    en: 'This machine is now {name}. Opening its meetings…',
  },

  linkOpening: { vi: 'Đang mở liên kết…', en: 'Opening the link…' },
  linkOpeningHelp: { vi: 'Chỉ mất vài giây.', en: 'This takes a few seconds.' },
  linkWelcome: { vi: 'Xin chào, {name}', en: 'Welcome, {name}' },
  linkEntering: { vi: 'Đang vào cuộc họp…', en: 'Entering the meeting…' },
  linkUsed: { vi: 'Liên kết này đã được dùng', en: 'This link has been used' },
  linkUsedHelp: {
    vi: 'Mỗi liên kết đăng nhập chỉ mở được một lần. Nếu chính quý vị đã mở trên máy khác, hãy tiếp tục ở máy đó; nếu không, báo ngay cho người gửi và xin liên kết mới.',
    en: 'A sign-in link opens only once. If you opened it on another machine, go on there; if not, tell the sender at once and ask for a new link.',
  },
  linkExpired: { vi: 'Liên kết đã hết hạn', en: 'This link has expired' },
  linkExpiredHelp: {
    vi: 'Nhờ thư ký cuộc họp hoặc quản trị viên gửi liên kết mới.',
    en: 'Ask the meeting’s secretary or the administrator for a new one.',
  },
  linkRevoked: { vi: 'Liên kết đã bị thu hồi', en: 'This link was revoked' },
  linkRevokedHelp: {
    vi: 'Người tổ chức đã thu hồi quyền vào của liên kết này. Liên hệ thư ký cuộc họp nếu quý vị vẫn được mời.',
    en: 'The organiser took back this link. Contact the meeting’s secretary if you are still invited.',
  },
  linkUnknown: { vi: 'Liên kết này không dùng được', en: 'This link does not work' },
  linkUnknownHelp: {
    vi: 'Liên kết có thể đã dùng, hết hạn, bị thu hồi, hoặc bị cắt khi sao chép. Hãy mở lại từ tin nhắn gốc, lấy đủ cả dòng; nếu vẫn vậy, xin người gửi liên kết mới.',
    en: 'It may have been used, have expired, have been revoked, or been cut while copying. Open it again from the original message, the whole line; if it stays so, ask the sender for a new one.',
  },
  linkFailed: { vi: 'Chưa mở được liên kết', en: 'The link could not be opened' },
});
