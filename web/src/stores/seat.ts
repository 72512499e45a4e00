// A seat taken from this machine: meeting, devices and media tied together. Screens read the parts; this decides when they run.
import type { Room } from 'livekit-client';
import { api } from '../api/client';
import type { Role } from '../api/view';
import { Observable } from '../lib/observable';
import { readText, writeText } from '../lib/storage';
import { Capture, type Kind } from '../media/capture';
import { type Grant, MediaController } from '../media/controller';
import { MeetingStore } from './meeting';

interface JoinAnswer {
  readonly seat: string;
  readonly role: Role;
  readonly media: { readonly url: string; readonly token: string } | null;
  /** Why there is no media although the seat may have some. */
  readonly media_error?: string | null;
  readonly ice_servers: readonly RTCIceServer[];
}

export interface SeatState {
  /** `asking`: the server has not said which seat this is. `check`: before joining. `seated`: in the meeting. */
  readonly phase: 'asking' | 'refused' | 'check' | 'seated';
  readonly seat: string | null;
  readonly role: Role | null;
  readonly hasMedia: boolean;
  readonly problem: unknown;
}

/** What a role sends of itself. Halls and officers have camera and microphone, delegates and observers none. */
export function devicesOf(role: Role | null, hasMedia: boolean): readonly Kind[] {
  if (!hasMedia || role === null || role === 'delegate' || role === 'observer') return [];
  return ['camera', 'microphone'];
}

/** Codes with which the server keeps observers out: an internal item, a marked paper. */
const BARRED: readonly string[] = ['agenda.internal', 'marking.no_outsiders'];
const SILENCEABLE = ['camera', 'microphone'] as const;

export function socketUrl(url: string): string {
  return /^(wss?|https?):/.test(url) ? url : new URL(url, location.origin).href.replace(/^http/, 'ws');
}

export class SeatStore extends Observable<SeatState> {
  readonly media: MediaController;
  private running = false;
  private unlink: () => void = () => {};
  /** What keeps this seat out of picture and sound, as last told. */
  private barred: string | null = null;

  constructor(
    readonly id: string,
    readonly meeting = new MeetingStore(id),
    readonly capture = new Capture(),
    room?: Room,
    /** A page for directing: its media watches beside the seat's own. */
    private readonly beside: 'program' | null = null,
  ) {
    super({ phase: 'asking', seat: null, role: null, hasMedia: false, problem: null });
    this.media = new MediaController(() => this.fetchGrant(), this.capture, room);
    this.recallSwitches();
  }

  /** Asks for the seat, opens the devices, and goes straight in when this tab was already in the meeting. */
  async arrive(): Promise<void> {
    this.running = true;
    this.merge({ phase: 'asking', problem: null });
    let answer: JoinAnswer;
    try {
      answer = await this.join();
    } catch (problem) {
      if (this.running) this.merge({ phase: 'refused', problem });
      return;
    }
    if (!this.running) return;
    this.barred = BARRED.find((code) => code === answer.media_error) ?? null;
    const hasMedia = answer.media !== null || this.barred !== null;
    this.merge({ phase: 'check', seat: answer.seat, role: answer.role, hasMedia });
    const kinds = devicesOf(answer.role, hasMedia);
    if (kinds.length > 0) void this.capture.start(kinds);
    if (answer.media) this.media.start();
    if (readText(this.memory, 'sessionStorage') === 'seated' || answer.role === 'observer') this.takeSeat();
  }

  /** Enters the meeting with what the check has shown. */
  takeSeat(): void {
    writeText(this.memory, 'seated', 'sessionStorage');
    this.unlink = this.followRights();
    this.meeting.start();
    this.merge({ phase: 'seated' });
  }

  /** Follows the meeting with its pictures beside the seat's own screen: no device, no presence. */
  watch(): () => void {
    this.media.setListening(false);
    this.meeting.start();
    this.media.start();
    const unfollow = this.meeting.subscribe(() => {
      if (this.meeting.get().line === 'ended') void this.media.stop();
    });
    return () => {
      unfollow();
      this.meeting.stop();
      void this.media.stop();
    };
  }

  /** Leaves the meeting; the next opening of the page begins with the check again. */
  leave(): void {
    for (const key of [this.memory, `${this.memory}-off`]) writeText(key, null, 'sessionStorage');
    this.suspend();
  }

  /** Takes a seat back that was opened elsewhere. */
  takeBack(): void {
    this.meeting.takeBack();
    if (this.get().hasMedia) this.media.start();
  }

  /** Ends everything that runs, keeping the memory of being seated. */
  suspend(): void {
    this.running = false;
    this.unlink();
    this.unlink = () => {};
    this.meeting.stop();
    this.capture.stop();
    void this.media.stop();
  }

  /** A hall that silenced itself stays silent when its page is loaded again in mid-turn. */
  private recallSwitches(): void {
    const silenced = readText(`${this.memory}-off`, 'sessionStorage')?.split(' ') ?? [];
    for (const name of SILENCEABLE) if (silenced.includes(name)) this.media.setSwitches({ [name]: false });
  }

  private rememberSwitches(): void {
    const { switches } = this.media.get();
    const silenced = SILENCEABLE.filter((name) => !switches[name]).join(' ');
    writeText(`${this.memory}-off`, silenced || null, 'sessionStorage');
  }

  private get memory(): string {
    return `giaoban-seat-${this.id}`;
  }

  private join(): Promise<JoinAnswer> {
    const beside = this.beside ? `?screen=${this.beside}` : '';
    return api.post<JoinAnswer>(`/meetings/${encodeURIComponent(this.id)}/join${beside}`);
  }

  private async fetchGrant(): Promise<Grant | null> {
    const { media, ice_servers } = await this.join();
    return media && { url: socketUrl(media.url), token: media.token, iceServers: ice_servers };
  }

  /** Leaves picture and sound while an internal item keeps this seat out, and comes back after it. */
  private letIn(barred: string | null): void {
    if (barred === this.barred) return;
    this.barred = barred;
    if (barred !== null) void this.media.stop();
    else if (this.get().hasMedia) this.media.start();
  }

  private followRights(): () => void {
    const follow = () => {
      const { view, line } = this.meeting.get();
      if (view) this.media.setRights(view.me.rights);
      if (view && line !== 'ended') this.letIn(view.me.barred ?? null);
      if (line === 'ended') void this.media.stop();
    };
    follow();
    const stops = [this.meeting.subscribe(follow), this.media.subscribe(() => this.rememberSwitches())];
    return () => {
      for (const stop of stops) stop();
    };
  }
}
