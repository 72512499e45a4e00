// Where the notes made on another version of a paper stand in the one that is there now; read page by page, nearest first.
import type { View } from '../api/view';
import type { Paper } from '../api/view/papers';
import { Observable } from '../lib/observable';
import { follow, type PageTexts, type Whereabouts } from '../notes/anchor';
import type { Listed, Places } from '../notes/arrange';
import { isPaged } from '../papers/marked/rules';

/** The words of a page of the version that stands now. */
export type ReadPage = (paper: string, page: number) => Promise<string>;

export class NotePlaces extends Observable<Places> {
  private readonly texts = new Map<string, Promise<string>>();
  /** For each note, the version its place is known for. */
  private readonly known = new Map<string, string>();
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly read: ReadPage) {
    super({});
  }

  /** Finds the places of notes in the papers as they are now; those known already are not looked for again. */
  look(view: View, notes: readonly Listed[]): Promise<void> {
    for (const one of notes) {
      const paper = view.papers.items[one.note.paper];
      const mark = `${one.note.version} ${one.note.page} ${paper?.version}`;
      if (this.known.get(one.id) === mark) continue;
      this.known.set(one.id, mark);
      if (!paper || paper.withdrawn || paper.version === one.note.version) this.put(one.id, null);
      else this.turn = this.turn.then(() => this.find(one, paper, isPaged(paper, view.secrecy.rules), mark));
    }
    return this.turn;
  }

  private async find({ id, note }: Listed, paper: Paper, marked: boolean, mark: string): Promise<void> {
    const anchor = marked || note.marked ? { page: note.page, quote: null, sample: '' } : note;
    try {
      const place = await follow(anchor, this.textsOf(paper));
      if (this.known.get(id) === mark) this.put(id, place);
    } catch {
      // The paper could not be read now; the next look tries again.
      if (this.known.get(id) === mark) this.known.delete(id);
    }
  }

  private textsOf({ id, version, pages }: Paper): PageTexts {
    return {
      pages,
      text: (page) => {
        const name = `${id} ${version} ${page}`;
        const known = this.texts.get(name);
        if (known) return known;
        const text = this.read(id, page);
        this.texts.set(name, text);
        text.catch(() => this.texts.delete(name));
        return text;
      },
    };
  }

  private put(id: string, place: Whereabouts | null): void {
    const { [id]: before, ...rest } = this.get();
    if (place) this.set({ ...rest, [id]: place });
    else if (before) this.set(rest);
  }
}
