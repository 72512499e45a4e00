// Requests for the floor, each with what a test says about it.
import type { FloorRequest } from '../../src/api/view';

export function aRequest(facts: Partial<FloorRequest> = {}): FloorRequest {
  return {
    id: 'r1',
    seat: 'site-413',
    site: 'site-413',
    delegate: null,
    name: 'Thị xã Cửa Lò',
    office: '',
    topic: '',
    item: null,
    requested_at: '2026-11-23T06:50:00Z',
    state: 'waiting',
    granted_at: null,
    limit_s: null,
    kind: 'speech',
    question: null,
    paper: null,
    page: 1,
    by: null,
    rank: 0,
    running_since: null,
    spent_s: 0,
    paused: false,
    held_by: null,
    warn_s: 30,
    ends_at: null,
    rang_at: null,
    ...facts,
  };
}
