// Completes package-lock.json after `npm install --package-lock-only`: a registry mirror may not carry the
// packages of other platforms, npm then leaves them out, and `npm ci` refuses the lock everywhere. Each missing
// optional package is written with the version its parent asks for and the platform its name tells.
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));
const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'aix',
];
const processors = [
  'arm64',
  'arm',
  'x64',
  'ia32',
  'ppc64',
  'riscv64',
  's390x',
  'loong64',
  'mips64el',
  'wasm32',
];

/** What the end of a platform package's name says: `-linux-x64-musl` is os linux, cpu x64, libc musl. */
function platform(name) {
  const words = name.split('/').pop().split('-');
  const cpu = words.find((word) => processors.includes(word));
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.includes('gnu')
      ? 'glibc'
      : undefined;
  return {
    ...(words.some((word) => systems.includes(word)) && {
      os: [words.find((word) => systems.includes(word))],
    }),
    ...(cpu && { cpu: [cpu] }),
    ...(libc && { libc: [libc] }),
  };
}

const added = [];
for (const [parent, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${parent}/node_modules/${name}`;
    const place = `node_modules/${name}`;
    if (lock.packages[place] || lock.packages[nested]) continue;
    lock.packages[place] = {
      version,
      ...platform(name),
      ...(entry.dev && { dev: true }),
      ...(entry.engines && { engines: entry.engines }),
      optional: true,
    };
    added.push(`${name}@${version}`);
  }
}
const first = lock.packages[''];
delete lock.packages[''];
lock.packages = {
  '': first,
  ...Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))),
};
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length ? `added ${added.join(', ')}` : 'nothing was missing');
