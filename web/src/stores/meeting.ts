// A seat in a meeting: the view that follows the server, the commands on their way, the state of the line.
// Knows the socket's messages; knows nothing of media or screens.
import { api, fileUrl } from '../api/client';
import { ApiError } from '../api/errors';
import { browserWorld, Link, type LinkWorld } from '../api/link';
import {
  type ClientMessage,
  type EndReason,
  FINAL_CLOSES,
  parseMessage,
  type ServerMessage,
} from '../api/protocol';
import { currentSlot } from '../api/slot';
import type { View } from '../api/view';
import type { WholeBoard } from '../api/view/board';
import { storedLanguage } from '../i18n/LanguageProvider';
import { borrowLine, type Lender, lendLine, lineWireName } from '../lib/lentLine';
import { Observable } from '../lib/observable';
import { BoardStore } from './board';
import { ServerClock } from './clock';
import { Outbox } from './outbox';
import { PageAids } from './pageAids';
import { SignalBoard } from './signals';
import { follow, reconnected, type Synced, unsynced } from './sync';

export interface MeetingState {
  /** `live`: following. `connecting`: the first view has not come. `lost`: showing the last view. `ended`: for good. */
  readonly line: 'connecting' | 'live' | 'lost' | 'ended';
  /** When the line was lost and when the next try is, local ms. */
  readonly lostAt: number | null;
  readonly retryAt: number | null;
  readonly ended: { readonly reason: EndReason; readonly message: string } | null;
  readonly view: View | null;
  /** Commands not answered yet, and since when (local ms). */
  readonly pending: number;
  readonly pendingSince: number | null;
}

/** Answers that say that this seat is no longer admitted; anything else is tried again. */
const SHUT: readonly number[] = [401, 403, 404];

const PONG_MS = 5_000;

const START: MeetingState = {
  line: 'connecting',
  lostAt: null,
  retryAt: null,
  ended: null,
  view: null,
  pending: 0,
  pendingSince: null,
};

export class MeetingStore extends Observable<MeetingState> {
  readonly clock: ServerClock;
  readonly signals = new SignalBoard();
  readonly aids = new PageAids();
  readonly board = new BoardStore(
    (open) => this.signal('watch', { open }),
    () => api.get<WholeBoard>(`/meetings/${encodeURIComponent(this.meeting)}/board`),
  );
  private readonly outbox = new Outbox();
  private readonly link: Link;
  private synced: Synced = unsynced;
  private farewell = '';
  private neverOpened = true;
  private readonly pings = new Map<number, () => void>();
  private readonly onOnline = () => this.link.hurry();
  private lender: Lender | null = null;

  constructor(
    readonly meeting: string,
    private readonly world: LinkWorld = browserWorld,
    /** A screen beside the seat's own, not taking its place. */
    private readonly screen: 'prepare' | 'program' | 'papers' | null = null,
  ) {
    super(START);
    this.clock = new ServerClock(world.now);
    this.link = new Link(
      () => this.url(),
      // The seat went to a socket of this very screen that came late: not to somebody else.
      (code, gaveUp) => code in FINAL_CLOSES && !(gaveUp && FINAL_CLOSES[code] === 'replaced'),
      {
        opened: () => this.opened(),
        received: (data) => this.received(data),
        lost: (_code, retryAt) => this.lost(retryAt),
        ended: (code, reason) => this.end(FINAL_CLOSES[code] ?? 'refused', this.farewell || reason),
        beat: () => this.beat(),
      },
      world,
    );
  }

  start(): void {
    globalThis.addEventListener?.('online', this.onOnline);
    this.lender?.stop();
    if (this.screen === null) this.lender = lendLine(this.wireName, () => this.openLine);
    this.link.start();
  }

  stop(): void {
    globalThis.removeEventListener?.('online', this.onOnline);
    this.lender?.stop();
    this.link.stop();
    this.outbox.abandon('meeting.left');
    this.showPending();
  }

  /** After the seat was taken elsewhere: take it back here. */
  takeBack(): void {
    this.merge({ line: 'connecting', ended: null });
    this.link.start();
  }

  /**
   * The name of the line with which pages of marked papers are asked for; null while there is none. A screen beside the
   * seat's own has none: it asks with that one's, which only windows of the same browser are told.
   */
  async lineName(): Promise<string | null> {
    const { screen } = this.synced;
    return screen !== null || this.screen === null ? screen : borrowLine(this.wireName);
  }

  private get openLine(): string | null {
    return this.get().line === 'live' ? this.synced.screen : null;
  }

  private get wireName(): string {
    return lineWireName(this.meeting, currentSlot());
  }

  /** Sends a command; resolves with the event's number when the server has stored it, rejects with an ApiError. */
  command = (type: string, data: object = {}): Promise<number> => {
    if (this.get().line === 'ended') return Promise.reject(new ApiError('meeting.left', '', 0));
    const { message, outcome } = this.outbox.add(type, data, this.world.now());
    if (this.get().line === 'live') this.send(message);
    this.showPending();
    return outcome;
  };

  /** Milliseconds to the server and back over this socket; null when the line is down or no answer comes in time. */
  roundTrip(): Promise<number | null> {
    const sent = this.world.now();
    if (!this.send({ type: 'ping', t: sent })) return Promise.resolve(null);
    return new Promise((resolve) => {
      const cancel = this.world.after(PONG_MS, () => this.pings.delete(sent) && resolve(null));
      this.pings.set(sent, () => {
        cancel();
        resolve(this.world.now() - sent);
      });
    });
  }

  /** Sends a forgettable signal; lost when the line is down. */
  signal(name: string, data: object): void {
    this.send({ type: 'signal', name, data });
  }

  private url(): string {
    const base = globalThis.location?.origin.replace(/^http/, 'ws') ?? 'ws://localhost';
    return (
      base +
      fileUrl(`/meetings/${encodeURIComponent(this.meeting)}/socket`, {
        lang: storedLanguage(),
        screen: this.screen,
      })
    );
  }

  private send(message: ClientMessage): boolean {
    return this.link.send(JSON.stringify(message));
  }

  private opened(): void {
    this.neverOpened = false;
    this.farewell = '';
    this.synced = reconnected(this.synced);
    this.send({ type: 'ping', t: this.world.now() });
  }

  private beat(): void {
    this.send({ type: 'ping', t: this.world.now() });
    this.outbox.expire(this.world.now());
    this.showPending();
  }

  private lost(retryAt: number): void {
    const { line, lostAt } = this.get();
    this.outbox.expire(this.world.now());
    this.merge({
      line: this.synced.view === null ? 'connecting' : 'lost',
      lostAt: line === 'lost' ? lostAt : this.world.now(),
      retryAt,
    });
    this.showPending();
    if (this.neverOpened || line === 'lost') void this.askWhetherAdmitted();
  }

  /** A refused upgrade looks like a broken line to a browser; plain HTTP tells the difference. */
  private async askWhetherAdmitted(): Promise<void> {
    try {
      await api.get(`/meetings/${encodeURIComponent(this.meeting)}`);
    } catch (problem) {
      if (!(problem instanceof ApiError) || !SHUT.includes(problem.status) || this.get().line === 'live')
        return;
      const signedOut = problem.status === 401 || currentSlot() === null;
      this.link.stop();
      this.end(signedOut ? 'signed_out' : 'not_admitted', problem.message);
    }
  }

  private end(reason: EndReason, message: string): void {
    this.outbox.abandon('meeting.left');
    this.merge({ line: 'ended', ended: { reason, message }, retryAt: null });
    this.showPending();
  }

  private received(data: unknown): void {
    const message = parseMessage(data);
    if (message) this.handle(message);
  }

  private handle(message: ServerMessage): void {
    switch (message.type) {
      case 'view':
      case 'patch':
        return this.advance(message);
      case 'reply':
        this.outbox.answer(message.key, message.ok ? { seq: message.seq } : { error: message.error });
        return this.showPending();
      case 'signal':
        this.signals.receive(message.name, message.data);
        this.aids.receive(message.name, message.data);
        return this.board.receive(message.name, message.data);
      case 'pong':
        this.clock.sample(message.now, message.t);
        this.pings.get(message.t)?.();
        this.pings.delete(message.t);
        return;
      case 'bye':
        this.farewell = message.message;
    }
  }

  private advance(message: Extract<ServerMessage, { type: 'view' | 'patch' }>): void {
    this.clock.glimpse(message.now);
    const { state, resync } = follow(this.synced, message);
    this.synced = state;
    if (resync) this.send({ type: 'resync' });
    const wasLive = this.get().line === 'live';
    if (!wasLive) this.aids.forget();
    if (state.view?.front) this.aids.follow(state.view.front);
    if (message.type === 'view') {
      this.merge({ line: 'live', lostAt: null, retryAt: null, ended: null, view: state.view });
      if (!wasLive) for (const command of this.outbox.unanswered()) this.send(command);
      if (!wasLive) this.board.again();
      this.lender?.tell();
    } else if (state.view !== this.get().view) {
      this.merge({ view: state.view });
    }
  }

  private showPending(): void {
    const { pending, pendingSince } = this.get();
    if (pending !== this.outbox.size || pendingSince !== this.outbox.oldest) {
      this.merge({ pending: this.outbox.size, pendingSince: this.outbox.oldest });
    }
  }
}
