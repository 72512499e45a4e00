// The key an action goes under: the same for the same input until it took effect, another for any other input.
// What somebody says now must never be answered with what they said before.
import { randomKey } from '../../stores/outbox';

export class Keys {
  private last: { readonly input: string; readonly key: string } | null = null;

  constructor(private readonly makeKey: () => string = randomKey) {}

  /** `input` is all that the action says. */
  of(input: unknown): string {
    const said = JSON.stringify(input) ?? '';
    if (this.last?.input !== said) this.last = { input: said, key: this.makeKey() };
    return this.last.key;
  }

  /** It took effect: the same input again is another action. */
  done(): void {
    this.last = null;
  }
}
