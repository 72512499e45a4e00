// Gives the paper shelf and the reader's place to the screens, and fetches the papers ahead.
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { Reading } from '../../papers/reading';
import { PaperShelf } from '../../papers/shelf';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';

interface Papers {
  readonly shelf: PaperShelf;
  readonly reading: Reading;
}
const Context = createContext<Papers | null>(null);

export function PapersProvider({ children }: { children: ReactNode }) {
  const { id } = useSeat();
  const [papers] = useState<Papers>(() => ({
    shelf: new PaperShelf(id),
    reading: new Reading(`giaoban-page-${id}`),
  }));
  const { papers: listed, front } = useMeetingView();
  const order = listed.order;
  useEffect(() => {
    const first = front.paper === null ? [] : [front.paper];
    void papers.shelf.prefetch([...first, ...order.filter((paper) => paper !== front.paper)]);
  }, [papers, order, front.paper]);
  useEffect(() => {
    // A remembered place may be in a paper that is gone since.
    const { own } = papers.reading.get();
    if (own && own.page > (listed.items[own.paper]?.pages ?? 0)) papers.reading.follow();
  }, [papers, listed]);
  return <Context.Provider value={papers}>{children}</Context.Provider>;
}

export function usePapers(): Papers {
  const papers = useContext(Context);
  if (!papers) throw new Error('usePapers outside PapersProvider');
  return papers;
}
