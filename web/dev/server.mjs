// Serves dist/ with the made-up meeting of fixture.mjs on 127.0.0.1:8090. The slot chooses role and scene: `chair~turn`.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { WebSocketServer } from 'ws';
import { makeView } from './fixture.mjs';
import { OFFERS } from './fixture-agenda.mjs';
import { makeBoard } from './fixture-control.mjs';
import { notesAnswer } from './fixture-notes.mjs';
import { opinionsAnswer } from './fixture-opinions.mjs';
import { papersAnswer } from './fixture-papers.mjs';
import { planningApi } from './fixture-planning.mjs';
import { secrecyAnswer } from './fixture-secrecy.mjs';

const DIST = process.env.FIXTURE_DIST ?? join(import.meta.dirname, '../dist');
const PAPER = process.env.FIXTURE_PDF;
/** A picture for every page of marked papers. */
const PAGE = process.env.FIXTURE_PAGE;
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};
const CSP =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self' ws: wss:; font-src 'self' data:";

const ROLES = { secretary: ['officer'], technician: ['member'], admin: ['administrator'] };
const sceneOf = (url, headers) =>
  String(url.searchParams.get('slot') || headers['x-giaoban-slot'] || 'site~turn').split('~');
const json = (response, body, status = 200) => {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
};

const viewOf = (role, scene) => makeView(role === 'admin' ? 'secretary' : role, scene);
const principalOf = (role, view) => ({
  kind: role === 'site' ? 'device' : 'account',
  id: 'x',
  name: view.me.name,
  office: '',
  roles: ROLES[role] ?? [],
  site: null,
  meeting: 'demo',
  seat: view.me.seat,
});

function api(request, response, url) {
  const [role, scene] = sceneOf(url, request.headers);
  const path = url.pathname.slice('/api/v1'.length);
  const view = viewOf(role, scene);
  if (path === '/session') return json(response, { principal: principalOf(role, view) });
  const planned = planningApi(path);
  if (planned !== undefined) return request.resume().on('end', () => json(response, planned));
  if (path === '/agenda/postponed') return json(response, OFFERS);
  if (path.endsWith('/join'))
    return json(response, {
      seat: view.me.seat,
      role,
      media: role === 'delegate' ? null : { url: 'ws://127.0.0.1:9', token: 'x' },
      ice_servers: [],
      socket: '',
    });
  if (path.endsWith('/board')) return json(response, makeBoard(view, scene));
  if (path === '/net/blob' && request.method === 'GET')
    return response.end(Buffer.alloc(Number(url.searchParams.get('bytes') ?? 0)));
  const told = request.method === 'GET' ? aboutPapers(path, view, role) : undefined;
  if (told !== undefined) return json(response, told);
  if (path.endsWith('/file') && PAPER) {
    response.writeHead(200, { 'Content-Type': 'application/pdf', 'Content-Length': statSync(PAPER).size });
    return createReadStream(PAPER).pipe(response);
  }
  if (request.method === 'POST') return request.resume().on('end', () => json(response, {}));
  json(response, path === '/net/echo' ? {} : { id: 'demo', language: 'vi' });
}

const aboutPapers = (path, view, role) => secrecyAnswer(path) ?? papersAnswer(path, view, role);

/** A page of a marked paper; false when the request is about something else. */
function markedPage(response, url) {
  const asked = PAGE !== undefined && /\/pages\/\d+\.webp$/.test(url.pathname);
  if (asked) {
    response.writeHead(200, { 'Content-Type': 'image/webp' });
    response.end(readFileSync(PAGE));
  }
  return asked;
}

/** Opinion slips, which belong to no meeting; false when the request is about something else. */
function slips(request, response, url) {
  const made = request.method === 'GET' ? opinionsAnswer(url.pathname.slice('/api/v1'.length)) : undefined;
  if (made !== undefined) json(response, made);
  return made !== undefined;
}

/** Private notes; false when the request is about something else. */
function privateNotes(request, response, url) {
  const path = url.pathname.slice('/api/v1'.length);
  if (!/^(\/meetings\/[^/]+)?\/notes(\/|$)|^\/session\/device-link$/.test(path)) return false;
  const [, scene] = sceneOf(url, request.headers);
  const parts = [];
  request
    .on('data', (part) => parts.push(part))
    .on('end', () => {
      const body = parts.length > 0 ? JSON.parse(Buffer.concat(parts).toString()) : {};
      const [answer, status] = notesAnswer(request.method, path, url.searchParams, scene, body) ?? [{}, 404];
      if (status === 204) return response.writeHead(204).end();
      json(response, answer, status);
    });
  return true;
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://127.0.0.1');
  if (privateNotes(request, response, url)) return;
  if (url.pathname.startsWith('/api/v1'))
    return markedPage(response, url) || slips(request, response, url) || api(request, response, url);
  const file = join(DIST, url.pathname);
  const found = file.startsWith(DIST) && existsSync(file) && statSync(file).isFile();
  response.writeHead(200, {
    'Content-Type': TYPES[found ? extname(file) : '.html'] ?? 'application/octet-stream',
    'Content-Security-Policy': CSP,
  });
  response.end(readFileSync(found ? file : join(DIST, 'index.html')));
});

const sockets = new WebSocketServer({ server });
sockets.on('connection', (socket, request) => {
  const url = new URL(request.url, 'http://127.0.0.1');
  const [role, scene] = sceneOf(url, request.headers);
  const view = makeView(role, scene);
  const now = () => new Date().toISOString();
  socket.send(JSON.stringify({ type: 'view', revision: 1, view, now: now(), incarnation: 'f', screen: 's' }));
  for (const [n, identity] of Object.keys(view.sites).entries())
    socket.send(
      JSON.stringify({
        type: 'signal',
        name: 'quality',
        data: { identity, quality: [2, 2, 1, 0][n % 7] ?? 2 },
      }),
    );
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.type === 'ping') socket.send(JSON.stringify({ type: 'pong', t: message.t, now: now() }));
    if (message.type === 'command')
      socket.send(
        JSON.stringify({
          type: 'reply',
          key: message.key,
          ok: false,
          error: { code: 'fixture', message: 'Máy chủ mẫu chỉ để xem màn hình.' },
        }),
      );
  });
  if (scene === 'lost') setTimeout(() => server.close() && socket.terminate(), 3000);
});
server.listen(Number(process.env.PORT ?? 8090), '127.0.0.1', () =>
  console.log('fixture: http://127.0.0.1:8090/m/demo'),
);
