// What the board calls wrong, and what to do about it: one pair of sentences for each of the server's codes.
import { area } from './types';

export const controlWarnings = area({
  'warn.site.offline.title': { vi: 'Mất kết nối', en: 'Not connected' },
  'warn.site.offline.todo': {
    vi: 'Gọi điện cho kỹ thuật điểm cầu; kiểm tra điện, mạng và máy. Điểm cầu vào lại sẽ giữ nguyên chỗ.',
    en: 'Telephone the site’s technician; check power, network and machine. The site keeps its place.',
  },
  'warn.site.no_media.title': { vi: 'Không có hình và tiếng', en: 'No picture and sound' },
  'warn.site.no_media.todo': {
    vi: 'Màn hình vẫn nối nhưng kênh hình, tiếng thì không: yêu cầu tải lại trang; kiểm tra tường lửa chặn UDP, TCP.',
    en: 'The screen is connected, its media is not: have the page reloaded; check a firewall on UDP and TCP.',
  },
  'warn.site.muted_at_device.title': {
    vi: 'Đến lượt nói nhưng micro tắt',
    en: 'In its turn, microphone off',
  },
  'warn.site.muted_at_device.todo': {
    vi: 'Điểm cầu đang tự tắt micro: nhắc bật lại bằng phím M, kiểm tra nút tắt trên micro và bộ trộn.',
    en: 'The site has muted itself: have it press M, and check the switch on microphone and mixer.',
  },
  'warn.site.silent_in_turn.title': {
    vi: 'Đến lượt nói nhưng không có tiếng',
    en: 'In its turn, but silent',
  },
  'warn.site.silent_in_turn.todo': {
    vi: 'Micro mở nhưng không có tín hiệu: kiểm tra dây, bộ trộn, pin micro không dây; thử chọn micro khác.',
    en: 'The microphone is open without a signal: check cable, mixer, wireless battery; try another one.',
  },
  'warn.site.sends_closed.title': { vi: 'Vẫn gửi tiếng khi micro đã đóng', en: 'Keeps sending while closed' },
  'warn.site.sends_closed.todo': {
    vi: 'Tiếng bị chặn ở máy chủ, không ai nghe thấy. Nhắc điểm cầu tắt micro; nếu là thiết bị khác thì tải lại.',
    en: 'The server drops the sound; nobody hears it. Have the site mute itself; reload another client.',
  },
  'warn.site.echo.title': { vi: 'Tiếng vọng', en: 'Echo' },
  'warn.site.echo.todo': {
    vi: 'Micro thu lại loa hội trường: giảm loa, đưa micro ra xa loa; trước mắt có thể tắt micro điểm cầu.',
    en: 'The microphone hears the loudspeakers: turn them down or move it away; keep the site mute meanwhile.',
  },
  'warn.site.lossy.title': { vi: 'Mất gói nhiều', en: 'Heavy loss' },
  'warn.site.lossy.todo': {
    vi: 'Đổi Wi-Fi sang dây mạng, tắt các máy đang tải dữ liệu, hoặc chuyển sang đường dự phòng.',
    en: 'Change from Wi-Fi to a cable, stop other downloads, or go to the spare line.',
  },
  'warn.site.black.title': { vi: 'Hình tối đen', en: 'Black picture' },
  'warn.site.black.todo': {
    vi: 'Mở nắp ống kính, bật đèn hội trường, kiểm tra đúng camera đang được chọn.',
    en: 'Open the lens cap, light the hall, check that the right camera is chosen.',
  },
  'warn.site.frozen.title': { vi: 'Đứng hình', en: 'Frozen picture' },
  'warn.site.frozen.todo': {
    vi: 'Rút và cắm lại camera, chọn lại camera, hoặc tải lại trang.',
    en: 'Unplug and plug in the camera, choose it again, or reload the page.',
  },
  'warn.site.slow.title': { vi: 'Độ trễ lớn', en: 'Long round trip' },
  'warn.site.slow.todo': {
    vi: 'Đường truyền nghẽn hoặc đi vòng: kiểm tra thiết bị mạng, thử đường dự phòng.',
    en: 'The line is crowded or takes a detour: check the network equipment, try the spare line.',
  },
  'warn.site.battery.title': { vi: 'Pin yếu, chưa cắm sạc', en: 'Battery low, not charging' },
  'warn.site.battery.todo': {
    vi: 'Cắm sạc ngay, máy có thể tắt giữa phiên.',
    en: 'Plug it in now; the machine may go off in mid-session.',
  },
  'warn.site.papers.title': { vi: 'Tài liệu chưa về đủ máy', en: 'Papers not all on the machine' },
  'warn.site.papers.todo': {
    vi: 'Giữ máy mở trang họp để tải tiếp; đường yếu thì tắt các máy đang tải dữ liệu khác. Đĩa đầy thì xóa bớt.',
    en: 'Keep the meeting’s page open to go on fetching; stop other downloads on a weak line; free the disk if full.',
  },
  'warn.site.clipping.title': { vi: 'Vỡ tiếng', en: 'Clipping' },
  'warn.site.clipping.todo': {
    vi: 'Giảm mức micro trên bộ trộn hoặc trong máy; người nói lùi xa micro.',
    en: 'Lower the microphone at the mixer or in the machine; have the speaker move back.',
  },
  'warn.site.no_camera.title': { vi: 'Không gửi hình', en: 'Sends no picture' },
  'warn.site.no_camera.todo': {
    vi: 'Nhắc điểm cầu bật camera bằng phím C; kiểm tra quyền dùng camera của trình duyệt.',
    en: 'Have the site press C; check that the browser may use the camera.',
  },
  'warn.site.hidden.title': { vi: 'Trang họp bị che', en: 'Page in the background' },
  'warn.site.hidden.todo': {
    vi: 'Trang họp đang ở nền hoặc thu nhỏ: yêu cầu đưa lên toàn màn hình.',
    en: 'The meeting’s page is behind another or minimised: have it brought to full screen.',
  },
  'warn.site.not_following.title': { vi: 'Không theo trang tài liệu chung', en: 'Not following the page' },
  'warn.site.not_following.todo': {
    vi: 'Điểm cầu đang tự xem trang khác: nhắc bấm “Về trang đang trình chiếu”.',
    en: 'The site is browsing by itself: have it follow the page in front again.',
  },
  'warn.site.tcp_only.title': { vi: 'Chỉ đi được TCP', en: 'TCP only' },
  'warn.site.tcp_only.todo': {
    vi: 'Tường lửa chặn UDP; vẫn họp được nhưng dễ giật khi mạng kém. Đề nghị mở cổng UDP.',
    en: 'A firewall blocks UDP; it works but stutters on a poor line. Ask for the UDP port to be opened.',
  },
  'warn.site.clock.title': { vi: 'Đồng hồ máy sai', en: 'Clock is wrong' },
  'warn.site.clock.todo': {
    vi: 'Không ảnh hưởng cuộc họp; nên bật tự động chỉnh giờ của máy.',
    en: 'This does not affect the meeting; switch on the machine’s automatic time.',
  },
  'warn.site.relayed.title': { vi: 'Đi qua máy chủ trung chuyển', en: 'By way of a relay' },
  'warn.site.relayed.todo': {
    vi: 'Mạng điểm cầu chặn đường trực tiếp; không cần xử lý nếu hình, tiếng tốt.',
    en: 'The site’s network closes the direct way; nothing to do while picture and sound are fine.',
  },
  'warn.clock.jumped.title': { vi: 'Đồng hồ máy chủ vừa bị chỉnh', en: 'The server’s clock was set' },
  'warn.clock.jumped.todo': {
    vi: 'Giờ của cuộc họp vẫn chạy đều, không bị ảnh hưởng. Kiểm tra đồng bộ giờ của máy chủ sau cuộc họp.',
    en: 'The meeting’s time goes on evenly. Check the server’s time synchronisation after the meeting.',
  },
  'warn.media.unreachable.title': {
    vi: 'Kênh hình, tiếng không trả lời',
    en: 'The picture and sound service does not answer',
  },
  'warn.media.unreachable.todo': {
    vi: 'Máy chủ đang tự khởi động lại kênh hình, tiếng; nếu quá một phút, báo quản trị viên.',
    en: 'The server restarts it by itself; after more than a minute, tell the administrator.',
  },
});
