// The queries of the slips, asked again while they are on the screen.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { opinions } from '../../api/opinions';

const LIVE_MS = 5_000;

export function useMySlips(enabled = true) {
  return useQuery({
    queryKey: ['opinions', 'mine'],
    queryFn: opinions.mine,
    refetchInterval: 20_000,
    enabled,
  });
}

export function useOfficeSlips(enabled: boolean) {
  return useQuery({
    queryKey: ['opinions', 'office'],
    queryFn: opinions.list,
    refetchInterval: 15_000,
    enabled,
  });
}

/** A slip with its figures, which move while it is open. */
export function useSlip(slip: string) {
  return useQuery({
    queryKey: ['opinions', 'slip', slip],
    queryFn: () => opinions.read(slip),
    refetchInterval: (query) => (query.state.data?.is_open === false ? false : LIVE_MS),
  });
}

/** Everything known of slips is asked for again. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['opinions'] });
}
