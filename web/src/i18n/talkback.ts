// Sentences about talk-back lines and what the control room asks of a hall's machine.
import { area } from './types';

export const talkback = area({
  open: { vi: 'Nói riêng với điểm cầu', en: 'Talk to this site' },
  close: { vi: 'Kết thúc nói riêng', en: 'End the talk-back' },
  hold: { vi: 'Giữ để nói', en: 'Hold to talk' },
  talking: { vi: 'Đang nói, chỉ điểm cầu này nghe', en: 'Talking: only this site hears you' },
  answering: { vi: 'Đang trả lời, cuộc họp không nghe', en: 'Answering: the meeting does not hear you' },
  connecting: { vi: 'Đang nối đường nói riêng…', en: 'Connecting the talk-back…' },
  waiting: { vi: 'Chờ điểm cầu vào đường nói riêng…', en: 'Waiting for the site to come on the line…' },
  ready: { vi: 'Điểm cầu đang nghe', en: 'The site is listening' },
  heard: { vi: 'Điểm cầu đang nói với quý vị', en: 'The site is talking to you' },
  taken: { vi: '{name} đang nói riêng với điểm cầu này', en: '{name} is talking to this site' },
  doHold: { vi: 'Giữ để nói trên đường nói riêng', en: 'Hold to speak on the talk-back line' },

  hallTitle: { vi: '{name} đang nói riêng với hội trường', en: '{name} is talking to this hall' },
  hallHelp: {
    vi: 'Cuộc họp không nghe thấy đường nói riêng này.',
    en: 'The meeting does not hear this line.',
  },
  hallAnswer: { vi: 'Giữ để trả lời', en: 'Hold to answer' },

  machine: { vi: 'Máy của điểm cầu', en: 'The site’s machine' },
  consent: { vi: 'Điểm cầu được hỏi và phải đồng ý.', en: 'The site is asked and has to agree.' },
  reload: { vi: 'Tải lại trang', en: 'Reload the page' },
  mute_release: { vi: 'Bật lại micro của máy', en: 'Switch its microphone back on' },
  camera: { vi: 'Đổi camera', en: 'Change the camera' },
  microphone: { vi: 'Đổi micro', en: 'Change the microphone' },
  speaker: { vi: 'Đổi loa', en: 'Change the loudspeaker' },
  cameraTo: { vi: 'Đổi camera sang {device}', en: 'Change the camera to {device}' },
  microphoneTo: { vi: 'Đổi micro sang {device}', en: 'Change the microphone to {device}' },
  speakerTo: { vi: 'Đổi loa sang {device}', en: 'Change the loudspeaker to {device}' },
  inUse: { vi: 'đang dùng', en: 'in use' },
  noDevices: { vi: 'Chưa có danh sách thiết bị', en: 'No list of devices yet' },
  unnamed: { vi: 'Thiết bị {n}', en: 'Device {n}' },
  cancel: { vi: 'Hủy yêu cầu', en: 'Cancel the request' },

  asked: { vi: '{action}: đang chờ điểm cầu trả lời', en: '{action}: waiting for the site to answer' },
  accepted: { vi: '{action}: điểm cầu đồng ý, đang làm', en: '{action}: agreed, being done' },
  declined: { vi: '{action}: điểm cầu từ chối', en: '{action}: the site declined' },
  done: { vi: '{action}: đã xong', en: '{action}: done' },
  failed: { vi: '{action}: không làm được', en: '{action}: could not be done' },
  cancelled: { vi: '{action}: đã hủy', en: '{action}: cancelled' },

  promptTitle: {
    vi: '{name} đề nghị thao tác trên máy này',
    en: '{name} asks for something on this machine',
  },
  promptReload: {
    vi: 'Hình và tiếng của hội trường gián đoạn vài giây.',
    en: 'Picture and sound of the hall are gone for a few seconds.',
  },
  accept: { vi: 'Đồng ý', en: 'Accept' },
  decline: { vi: 'Từ chối', en: 'Decline' },
  working: { vi: 'Đang thực hiện…', en: 'Being done…' },
});
