// Which versions this seat has read, and noting the one on the screen once it has been there a while.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { versions } from '../../api/submissions';
import type { Paper } from '../../api/view';
import { isPaged, rulesIn } from '../../papers/marked/rules';
import { readBefore } from '../../papers/tree';
import { useMeetingView, useSeat } from '../../stores/SeatProvider';

const LOOKED_MS = 3_000;

/** The newest version read before the one that stands, or null; `paper` is on the screen. */
export function useReadings(paper: Paper | undefined): number | null {
  const { id: meeting } = useSeat();
  const client = useQueryClient();
  const found = useQuery({
    queryKey: ['paper-readings', meeting],
    queryFn: () => versions.readings(meeting),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const noted = useRef(new Set<string>());
  const name = paper?.id;
  const version = paper?.version;
  const view = useMeetingView();
  // Each page of a marked paper is in its access log; there is nothing to note besides.
  const open = paper !== undefined && paper.withdrawn === null && !isPaged(paper, rulesIn(view));
  useEffect(() => {
    if (name === undefined || version === undefined || !open) return;
    const key = `${name} ${version}`;
    if (noted.current.has(key)) return;
    const timer = setTimeout(() => {
      noted.current.add(key);
      versions
        .noteRead(meeting, name, version)
        .then(() => client.invalidateQueries({ queryKey: ['paper-readings', meeting] }))
        // What was not noted is noted when the paper is opened again.
        .catch(() => noted.current.delete(key));
    }, LOOKED_MS);
    return () => clearTimeout(timer);
  }, [client, meeting, name, version, open]);
  return paper === undefined ? null : readBefore(found.data?.[paper.id], paper.version);
}
