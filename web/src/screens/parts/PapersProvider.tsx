// Gives the papers and the reader's place to the screens, and has the machine keep the papers ahead.
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useState } from 'react';
import type { LineUse } from '../../papers/held/pace';
import { Holdings } from '../../papers/holdings';
import { Reading } from '../../papers/reading';
import type { PaperShelf } from '../../papers/shelf';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';
import type { SeatStore } from '../../stores/seat';
import { WithdrawnNews } from '../papers/WithdrawnNews';

interface Papers {
  readonly shelf: PaperShelf;
  readonly reading: Reading;
  readonly holdings: Holdings;
}
const Context = createContext<Papers | null>(null);

const STRAINED: readonly unknown[] = ['poor', 'lost'];

/** What picture and sound of this seat make of the line now. */
function lineUse({ media, meeting }: SeatStore): LineUse {
  const { phase } = media.get();
  if (phase === 'off' || phase === 'replaced') return 'free';
  const seat = meeting.get().view?.me.seat ?? '';
  const quality = meeting.signals.get().quality[seat]?.quality;
  return phase === 'reconnecting' || STRAINED.includes(quality) ? 'strained' : 'shared';
}

export function PapersProvider({ children }: { children: ReactNode }) {
  const seat = useSeat();
  const [papers] = useState<Papers>(() => {
    const holdings = new Holdings(
      seat.id,
      () => lineUse(seat),
      () => seat.meeting.lineName(),
    );
    return { holdings, shelf: holdings.shelf, reading: new Reading(`giaoban-page-${seat.id}`) };
  });
  const view = useMeetingView();
  const { papers: listed } = view;
  useEffect(() => papers.holdings.start(), [papers]);
  // Before the pages below draw again: they are to draw the version that stands now.
  useLayoutEffect(() => papers.holdings.follow(view), [papers, view]);
  useEffect(() => {
    // A place of one's own may be in a paper that is gone, withdrawn or shorter since.
    const { own } = papers.reading.get();
    const there = own && listed.items[own.paper];
    if (own && (!there || there.withdrawn || own.page > there.pages)) papers.reading.follow();
  }, [papers, listed]);
  return (
    <Context.Provider value={papers}>
      <WithdrawnNews />
      {children}
    </Context.Provider>
  );
}

export function usePapers(): Papers {
  const papers = useContext(Context);
  if (!papers) throw new Error('usePapers outside PapersProvider');
  return papers;
}
