// What every runner shares: it reads one JSON object from standard input
//   { baseUrl, apiKey, cells: [{ id, model, stream, usage, user, tools, retries, extra }] }
// and writes one line per cell: { id, seen }. `seen` is what a user of the client gets to see.
import { createHash } from 'node:crypto';

const CELL_LIMIT_MS = 60_000;
const AT_A_TIME = 8;
const LONG = 8_000;

/** The prompt of every cell; the upstream does not read it. */
export const PROMPT = 'What is the law of Ohm?';

/** The tools that the upstream's tool cases call. */
export const TOOLS = ['get_weather', 'get_time'].map((name) => ({
  name,
  description: `Calls ${name}.`,
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer' } },
    required: ['city', 'days'],
    additionalProperties: false,
  },
}));

/** Runs `look(cell, job, signal)` for each cell, some at a time, and prints what it saw. */
export async function run(look) {
  const job = JSON.parse(await readInput());
  const waiting = [...job.cells];
  const worker = async () => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
      process.stdout.write(JSON.stringify({ id: cell.id, seen: shorten(await see(look, cell, job)) }) + '\n');
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

async function see(look, cell, job) {
  const seen = { error: null };
  const signal = AbortSignal.timeout(CELL_LIMIT_MS);
  try {
    await look(cell, job, seen, signal);
  } catch (error) {
    fail(seen, error);
  }
  seen.noticed = seen.error !== null;
  return seen;
}

/** Notes an error as the client reports it; the first one counts. */
export function fail(seen, error) {
  seen.error ??= {
    class: error?.constructor?.name ?? typeof error,
    status: error?.status ?? error?.statusCode ?? null,
    type: error?.type ?? null,
    code: error?.code ?? null,
    param: error?.param ?? null,
    message: error?.message ?? String(error),
  };
  const headers = error?.headers ?? error?.responseHeaders;
  if (headers) hints(seen, headers);
}

/** Notes the headers that tell a client what to do next. */
export function hints(seen, headers) {
  const get = (name) => (typeof headers.get === 'function' ? headers.get(name) : headers[name]) ?? null;
  const names = ['retry-after', 'retry-after-ms', 'x-should-retry', 'x-ratelimit-limit-requests',
    'x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests', 'x-ratelimit-remaining-tokens'];
  seen.hints = Object.fromEntries(names.map((name) => [name, get(name)]).filter(([, value]) => value !== null));
  seen.contentType = get('content-type')?.split(';')[0] ?? null;
  seen.hasRequestId = get('x-request-id') !== null;
}

// A long value is compared by its hash: equal or not is all that matters of it.
function shorten(value) {
  if (typeof value === 'string' && value.length > LONG) return digest(value);
  if (Array.isArray(value)) {
    const text = JSON.stringify(value);
    return text.length > 8 * LONG ? digest(text) : value.map(shorten);
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shorten(inner)]));
}

const digest = (text) => ({ length: text.length, sha256: createHash('sha256').update(text).digest('hex') });

async function readInput() {
  let text = '';
  for await (const piece of process.stdin.setEncoding('utf8')) text += piece;
  return text;
}
