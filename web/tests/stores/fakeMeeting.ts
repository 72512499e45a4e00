// A meeting's store that only shows what a test gives it, and writes down what is sent.
import type { View } from '../../src/api/view';
import { Observable } from '../../src/lib/observable';

interface State {
  readonly view: View | null;
  readonly line: 'live' | 'lost' | 'ended';
}

export class FakeMeeting extends Observable<State> {
  readonly meeting = 'demo';
  readonly commands: { type: string; data: object }[] = [];
  readonly signals: { name: string; data: object }[] = [];
  refuse = false;
  constructor() {
    super({ view: null, line: 'live' });
  }
  show(view: View): void {
    this.merge({ view });
  }
  end(): void {
    this.merge({ line: 'ended' });
  }
  command = (type: string, data: object): Promise<number> => {
    this.commands.push({ type, data });
    return this.refuse ? Promise.reject(new Error('refused')) : Promise.resolve(1);
  };
  signal = (name: string, data: object): void => {
    this.signals.push({ name, data });
  };
}
