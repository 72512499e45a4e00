// Changes that the server does not take as they are: not sent again until something has changed.
import type { ApiError } from '../api/errors';
import type { Waiting } from './queue';

const TOO_MANY = 'notes.too_many';

export class Refused {
  private readonly why = new Map<string, { readonly box: string | null; readonly problem: ApiError }>();
  /** A note was removed: there may be room for one that was refused. */
  private room = false;

  add({ id, box }: Waiting, problem: ApiError): void {
    this.why.set(id, { box, problem });
  }

  /** Whether this was refused, and not changed since. */
  holds({ id, box }: Waiting): boolean {
    return this.why.get(id)?.box === box && this.why.has(id);
  }

  clear(): void {
    this.why.clear();
  }

  roomMade(): void {
    this.room = true;
  }

  /** Lets go of what there was no room for once there may be; whether there was any. */
  retry(): boolean {
    const full = [...this.why].filter(([, { problem }]) => this.room && problem.code === TOO_MANY);
    for (const [id] of full) this.why.delete(id);
    this.room = false;
    return full.length > 0;
  }
}
