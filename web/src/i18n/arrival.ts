// Sentences of the check before joining.
import { area } from './types';

export const arrival = area({
  title: { vi: 'Kiểm tra trước khi vào họp', en: 'Check before joining' },
  asking: { vi: 'Đang hỏi máy chủ về chỗ ngồi…', en: 'Asking the server about your seat…' },
  refused: { vi: 'Chưa vào được cuộc họp', en: 'You cannot enter the meeting yet' },
  as: { vi: 'Vào họp với tư cách', en: 'You join as' },
  autoJoin: {
    vi: 'Máy này tự vào sau {n} giây; chạm bất kỳ để dừng.',
    en: 'This machine joins by itself in {n} s; touch anything to stop.',
  },
  join: { vi: 'Vào phòng họp', en: 'Join the meeting' },
  joinKey: { vi: 'Phím Enter', en: 'Enter key' },
  joinAnyway: {
    vi: 'Có mục cần chú ý; vẫn vào được, nên xử lý trước giờ họp.',
    en: 'Something needs attention; you can join, but please fix it before the meeting.',
  },
  allGood: { vi: 'Mọi thứ sẵn sàng.', en: 'Everything is ready.' },
  allUsable: {
    vi: 'Dùng được; vài mục chưa tốt nhất, xem gợi ý ở trên.',
    en: 'Usable; a few things could be better, see the advice above.',
  },
  soundHeld: {
    vi: 'Bấm vào bất kỳ chỗ nào trên trang để đo tiếng',
    en: 'Press anywhere on the page to measure the sound',
  },
  stillChecking: {
    vi: 'Đang đo, có thể vào họp bất cứ lúc nào.',
    en: 'Still measuring; you may join at any time.',
  },
  picture: { vi: 'Hình ảnh', en: 'Picture' },
  camera: { vi: 'Máy quay', en: 'Camera' },
  microphone: { vi: 'Micro', en: 'Microphone' },
  speaker: { vi: 'Loa', en: 'Loudspeaker' },
  defaultDevice: { vi: 'Mặc định của máy', en: 'The machine’s default' },
  level: { vi: 'Mức tiếng', en: 'Level' },
  speakNow: {
    vi: 'Hãy nói thử: vạch phải chạy vào vùng giữa',
    en: 'Say something: the bar should reach the middle',
  },
  testTone: { vi: 'Thử loa', en: 'Test the loudspeaker' },
  toneAsk: { vi: 'Có nghe ba tiếng chuông không?', en: 'Did you hear three notes?' },
  heard: { vi: 'Có nghe', en: 'Yes, heard' },
  notHeard: { vi: 'Không nghe', en: 'Not heard' },
  checks: { vi: 'Kết quả kiểm tra', en: 'Results' },
  again: { vi: 'Đo lại', en: 'Measure again' },
  measuring: { vi: 'Đang đo…', en: 'Measuring…' },
  good: { vi: 'Tốt', en: 'Good' },
  usable: { vi: 'Dùng được', en: 'Usable' },
  attention: { vi: 'Cần chú ý', en: 'Needs attention' },
  waiting: { vi: 'Chờ', en: 'Waiting' },
  pictureGood: { vi: 'Có hình {size}', en: 'Picture {size}' },
  pictureLow: {
    vi: 'Hình {size} hơi nhỏ: chọn máy quay khác nếu có',
    en: 'Picture {size} is rather small: choose another camera if there is one',
  },
  soundGood: { vi: 'Micro có tiếng', en: 'The microphone picks up sound' },
  soundQuiet: {
    vi: 'Chưa nghe thấy tiếng: nói thử, kiểm tra công tắc trên micro',
    en: 'No sound yet: speak, check the switch on the microphone',
  },
  soundLoud: { vi: 'Tiếng quá lớn: giảm âm lượng vào', en: 'Too loud: lower the input level' },
  speakerAsk: { vi: 'Bấm “Thử loa” rồi trả lời', en: 'Press “Test the loudspeaker” and answer' },
  speakerGood: { vi: 'Loa nghe rõ', en: 'The loudspeaker is heard' },
  speakerBad: {
    vi: 'Không nghe: kiểm tra âm lượng tivi, chọn loa khác',
    en: 'Not heard: check the television’s volume, choose another loudspeaker',
  },
  path: { vi: 'Đường hình tiếng', en: 'Media path' },
  pathUdp: { vi: 'UDP: đường tốt nhất cho hình và tiếng', en: 'UDP: the best way for picture and sound' },
  pathTcp: {
    vi: 'TCP: dùng được nhưng dễ giật. Đề nghị mạng mở cổng UDP',
    en: 'TCP: works but may stutter. Ask for the UDP port to be opened',
  },
  pathRelay: { vi: 'Qua trạm chuyển tiếp: chậm hơn một chút', en: 'Through a relay: a little slower' },
  pathNone: {
    vi: 'Chưa nối được hình tiếng. Kiểm tra tường lửa (cổng UDP, TCP của máy chủ)',
    en: 'Picture and sound cannot connect. Check the firewall (the server’s UDP and TCP ports)',
  },
  echo: { vi: 'Độ trễ', en: 'Round trip' },
  echoGood: { vi: '{ms} ms: trả lời tức thì', en: '{ms} ms: answers at once' },
  echoFair: {
    vi: '{ms} ms: hơi chậm, vẫn đối thoại được',
    en: '{ms} ms: a little slow, conversation is possible',
  },
  echoBad: {
    vi: '{ms} ms: quá chậm. Dùng dây mạng thay Wi‑Fi, tắt máy tải nặng',
    en: '{ms} ms: too slow. Use a cable instead of Wi‑Fi, stop heavy downloads',
  },
  down: { vi: 'Tải về', en: 'Download' },
  up: { vi: 'Tải lên', en: 'Upload' },
  rateGood: { vi: '{rate}: đủ cho hình nét', en: '{rate}: enough for a sharp picture' },
  rateFair: {
    vi: '{rate}: đủ cho tiếng, hình có thể mờ',
    en: '{rate}: enough for sound, the picture may blur',
  },
  rateBad: {
    vi: '{rate}: quá hẹp. Tắt các máy khác đang dùng mạng, báo nhà mạng',
    en: '{rate}: too narrow. Stop other machines on this line, tell the provider',
  },
  unreachable: {
    vi: 'Không tới được máy chủ: kiểm tra dây mạng',
    en: 'The server cannot be reached: check the cable',
  },
  'problem.denied': {
    vi: 'Trình duyệt chưa cho phép. Bấm biểu tượng ổ khóa cạnh địa chỉ và cho phép',
    en: 'The browser has not allowed it. Press the lock beside the address and allow it',
  },
  'problem.missing': { vi: 'Không thấy thiết bị: kiểm tra dây cắm', en: 'No device found: check the cable' },
  'problem.busy': {
    vi: 'Chương trình khác đang giữ thiết bị: tắt Zoom, Zalo…',
    en: 'Another program holds the device: close it',
  },
  'problem.insecure': {
    vi: 'Trang phải mở bằng https hoặc ngay trên máy chủ thì mới dùng được thiết bị',
    en: 'Devices work only over https or on the server itself',
  },
  'problem.failed': {
    vi: 'Thiết bị không mở được: rút ra cắm lại',
    en: 'The device did not open: unplug it and plug it in again',
  },
  'problem.unplugged': { vi: 'Thiết bị vừa bị rút ra', en: 'The device was just unplugged' },
  tryDevice: { vi: 'Mở lại thiết bị', en: 'Open the device again' },
  noMediaNeeded: {
    vi: 'Máy này chỉ cần màn hình: hội trường lo máy quay và micro.',
    en: 'This device needs only its screen: the hall has the camera and the microphone.',
  },
});
