// Who is signed in in this tab. Keeps the principal; knows nothing of screens.
import { api } from '../api/client';
import { ApiError } from '../api/errors';
import { currentSlot, forgetSlot, rememberSlot } from '../api/slot';
import { forgetVotes } from '../ballots/forget';
import { Observable } from '../lib/observable';
import { forgetPapers } from '../papers/held/machine';

export interface Principal {
  readonly kind: 'account' | 'device' | 'delegate' | 'observer';
  readonly id: string;
  readonly name: string;
  readonly office: string;
  readonly roles: readonly string[];
  readonly site: string | null;
  readonly meeting: string | null;
  readonly seat: string | null;
  /** Of accounts: one that came by an invitation has none yet. */
  readonly has_password: boolean;
}

export interface SignedIn {
  readonly slot: string;
  readonly principal: Principal;
  readonly meeting?: string | null;
}

export type SessionState =
  | { readonly phase: 'loading' }
  /** `was`: who was signed in before, which says where to come in again. */
  | { readonly phase: 'out'; readonly was?: Principal['kind'] }
  | { readonly phase: 'unreachable'; readonly error: ApiError }
  /** `over`: the server has ended it; what is on the screen stays until they sign in again. */
  | { readonly phase: 'in'; readonly principal: Principal; readonly over?: true };

/** The tab's session: load() once at start; the sign-in calls replace it. */
export class SessionStore extends Observable<SessionState> {
  constructor() {
    super({ phase: 'loading' });
  }

  /** Asks the server who this tab is. */
  async load(): Promise<void> {
    if (currentSlot() === null) return this.set({ phase: 'out' });
    try {
      const { principal } = await api.get<{ principal: Principal | null }>('/session');
      this.set(principal ? { phase: 'in', principal } : { phase: 'out' });
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      this.set(problem.passing ? { phase: 'unreachable', error: problem } : { phase: 'out' });
    }
  }

  signIn = (login: string, password: string): Promise<SignedIn> => this.open('/session', { login, password });
  setUp = (token: string, login: string, name: string, password: string): Promise<SignedIn> =>
    this.open('/session/setup', { token, login, name, password });
  openLink = (token: string): Promise<SignedIn> => this.open('/session/link', { token });
  pair = (code: string): Promise<SignedIn> => this.open('/session/pair', { code });

  /** Ends this tab's session; the tab is signed out even when the server cannot be reached. */
  async signOut(): Promise<void> {
    try {
      await api.delete('/session');
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
    }
    // A browser that keeps nothing has nothing to throw away.
    void forgetVotes(currentSlot()).catch(() => undefined);
    this.forget();
    this.set({ phase: 'out' });
  }

  /** The server said that this session is over. */
  expired(): void {
    const before = this.get();
    this.forget();
    this.set(before.phase === 'in' ? { phase: 'out', was: before.principal.kind } : { phase: 'out' });
  }

  /** Takes note of a refusal: once the server says that this sign-in is over, the screens offer another. */
  heard(problem: unknown): void {
    const state = this.get();
    if (state.phase === 'in' && problem instanceof ApiError && problem.signedOut)
      this.set({ ...state, over: true });
  }

  /** Nothing of a sign-in that has ended stays on this machine. */
  private forget(): void {
    void forgetPapers(currentSlot());
    forgetSlot();
  }

  private async open(path: string, body: object): Promise<SignedIn> {
    const answer = await api.post<SignedIn>(path, body);
    rememberSlot(answer.slot);
    this.set({ phase: 'in', principal: answer.principal });
    return answer;
  }
}

export const session = new SessionStore();

/** Where somebody of this kind comes in again: people sign in, a hall's machine is paired, others have their link. */
export function doorOf(kind: Principal['kind'] | undefined): '/sign-in' | '/pair' | '/' {
  if (kind === 'device') return '/pair';
  return kind === 'delegate' || kind === 'observer' ? '/' : '/sign-in';
}
