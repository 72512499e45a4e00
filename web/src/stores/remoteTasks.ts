// What the control room asks of this machine: answered by a person here, then done and reported.
import type { OwnRemote } from '../api/view/talkback';
import { readText, writeText } from '../lib/storage';
import type { Capture } from '../media/capture';
import type { MediaController } from '../media/controller';
import type { MeetingStore } from './meeting';

const RELOADING = 'giaoban-reload';

export class RemoteTasks {
  private doing: string | null = null;

  constructor(
    private readonly meeting: MeetingStore,
    private readonly media: MediaController,
    private readonly capture: Capture,
    private readonly reload: () => void = () => location.reload(),
  ) {}

  /** Takes up what was accepted before the page was loaded again; until the returned function is called. */
  start(): () => void {
    const follow = () => {
      const ask = this.meeting.get().view?.me.remote;
      if (ask?.state === 'accepted') void this.perform(ask);
    };
    follow();
    return this.meeting.subscribe(follow);
  }

  /** Says yes or no; what was accepted is done when the meeting has taken note of it. */
  answer = (ask: OwnRemote, accepted: boolean): Promise<number> =>
    this.meeting.command('remote.answer', { ask: ask.id, accepted });

  private async perform(ask: OwnRemote): Promise<void> {
    if (this.doing === ask.id) return;
    this.doing = ask.id;
    if (ask.action === 'reload') return this.performReload(ask);
    const note = await this.change(ask);
    await this.report(ask, note === null, note ?? '');
  }

  /** Reported by the page that comes after this one. */
  private performReload(ask: OwnRemote): Promise<void> | void {
    if (readText(RELOADING, 'sessionStorage') === ask.id) {
      writeText(RELOADING, null, 'sessionStorage');
      return this.report(ask, true);
    }
    writeText(RELOADING, ask.id, 'sessionStorage');
    this.reload();
  }

  /** What went wrong as a short word, or null. */
  private async change({ action, device }: OwnRemote): Promise<string | null> {
    if (action === 'mute_release') {
      this.media.setSwitches({ microphone: true });
      return null;
    }
    if (device === null) return 'missing';
    if (action === 'speaker') {
      await this.media.chooseSpeaker(device);
      return null;
    }
    if (action !== 'camera' && action !== 'microphone') return 'unknown';
    await this.capture.choose(action, device);
    return this.capture.get()[action].problem;
  }

  private async report(ask: OwnRemote, done: boolean, note = ''): Promise<void> {
    await this.meeting.command('remote.report', { ask: ask.id, done, note }).catch(() => {
      this.doing = null; // cancelled meanwhile, or the line broke: tried again with the next view
    });
  }
}
