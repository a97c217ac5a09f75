// Vector stores through the official client of OpenAI for JavaScript: 50 files are uploaded, waited for, searched and deleted, and
// each step is tried with wrong input as well. Reads a job from standard input and writes what it saw as one JSON object.
import OpenAI, { toFile } from 'openai';
import { deflateSync } from 'node:zlib';

const job = JSON.parse(await new Response(process.stdin).text());
const client = new OpenAI({ baseURL: job.baseUrl, apiKey: job.apiKey, maxRetries: 0 });
const stores = client.vectorStores;
const seen = { refused: {}, failed: {} };

/** What a call that must fail fails with. */
async function refused(name, call) {
  try {
    await call();
    seen.refused[name] = 'not refused';
  } catch (error) {
    seen.refused[name] = `${error.constructor.name} ${error.status} ${error.param ?? ''}`.trim();
  }
}

const text = (number) => `# Rule ${number}\n\nThe allowance of case ${number} is ${number + 100} crowns a day.\n`;
const store = await stores.create({ name: 'library', metadata: { team: 'north' } });
const files = [];
for (let number = 0; number < 50; number++) files.push(await toFile(Buffer.from(text(number)), `rule-${number}.md`));
const batch = await stores.fileBatches.uploadAndPoll(store.id, { files });
seen.batch = { status: batch.status, counts: batch.file_counts };

const listed = [];
for await (const file of stores.files.list(store.id, { limit: 20, order: 'asc' })) listed.push(file.id);
seen.listed = listed.length;
const firsts = [];
for await (const file of stores.fileBatches.listFiles(batch.id, { vector_store_id: store.id, limit: 7 })) firsts.push(file.id);
seen.listedOfBatch = firsts.length;
for (const id of listed.slice(0, 10)) await stores.files.update(id, { vector_store_id: store.id, attributes: { group: 'first', year: 2025 } });

const search = async (body) => (await stores.search(store.id, body)).data.map((one) => ({ file: one.file_id, name: one.filename, score: one.score, text: one.content[0].text, attributes: one.attributes }));
seen.found = await search({ query: 'What is the allowance of case 37?', max_num_results: 3, rewrite_query: true });
seen.filtered = await search({ query: 'allowance', max_num_results: 50, filters: { type: 'and', filters: [{ type: 'eq', key: 'group', value: 'first' }, { type: 'gte', key: 'year', value: 2025 }] } });
seen.others = await search({ query: 'allowance', max_num_results: 50, filters: { type: 'ne', key: 'group', value: 'first' } });
seen.inFirst = listed.slice(0, 10);
seen.threshold = await search({ query: 'allowance of case 37', ranking_options: { ranker: 'auto', score_threshold: 1 } });
const content = [];
for await (const piece of stores.files.content(listed[0], { vector_store_id: store.id })) content.push(piece.text);
seen.content = content.join('');
seen.answer = (await client.chat.completions.create({ model: 'auto/library', messages: [{ role: 'user', content: 'What is the allowance of case 37?' }] })).choices[0].message.content;

// Wrong input, step by step.
const hostile = {
  encrypted: ['locked.pdf', encryptedPdf()],
  bomb: ['bomb.docx', zipBomb()],
  encoding: ['latin1.txt', Buffer.from([0x61, 0xe4, 0x62])],
  nothing: ['blank.md', Buffer.from('   \n')],
  unsupported: ['program.exe', Buffer.from('MZ')],
};
for (const [name, [fileName, bytes]] of Object.entries(hostile)) {
  const file = await stores.files.uploadAndPoll(store.id, await toFile(bytes, fileName));
  seen.failed[name] = `${file.status} ${file.last_error?.code}`;
}
const traversal = await client.files.create({ file: await toFile(Buffer.from(text(1)), '../../../etc/passwd.md'), purpose: 'assistants' });
seen.traversal = traversal.filename;
await refused('empty', async () => client.files.create({ file: await toFile(Buffer.alloc(0), 'empty.pdf'), purpose: 'assistants' }));
await refused('huge', async () => client.files.create({ file: await toFile(Buffer.alloc(job.maxFileBytes + 1), 'huge.bin'), purpose: 'assistants' }));
await refused('purpose', async () => client.files.create({ file: await toFile(Buffer.from('a'), 'a.md'), purpose: 'mischief' }));
await refused('unknown file', () => client.files.retrieve('file-unknown'));
await refused('unknown content', () => client.files.content('file-unknown'));
await refused('unknown store', () => stores.retrieve('vs_unknown'));
await refused('unknown store of a search', () => stores.search('vs_unknown', { query: 'a' }));
await refused('unknown file of a store', () => stores.files.retrieve('file-unknown', { vector_store_id: store.id }));
await refused('unknown batch', () => stores.fileBatches.retrieve('vsfb_unknown', { vector_store_id: store.id }));
await refused('attach unknown', () => stores.files.create(store.id, { file_id: 'file-unknown' }));
await refused('filter', () => stores.search(store.id, { query: 'a', filters: { type: 'like', key: 'a', value: 'b' } }));
await refused('attributes', () => stores.files.create(store.id, { file_id: listed[0], attributes: { a: { b: 1 } } }));
await refused('key', () => new OpenAI({ baseURL: job.baseUrl, apiKey: 'sk-wrong', maxRetries: 0 }).vectorStores.list());

// The end: one file, then the store, then the uploads.
await stores.files.delete(listed[0], { vector_store_id: store.id });
seen.afterFile = (await search({ query: 'allowance', max_num_results: 50 })).some((one) => one.file === listed[0]);
seen.deleted = await stores.delete(store.id);
await refused('deleted store', () => stores.search(store.id, { query: 'allowance' }));
for (const id of listed) await client.files.delete(id);
await refused('deleted file', () => client.files.retrieve(listed[0]));
seen.left = [];
for await (const one of stores.list()) seen.left.push(one.id);
console.log(JSON.stringify(seen));

function encryptedPdf() {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [] /Count 0 >>',
    `<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${'1'.repeat(64)}> /U <${'2'.repeat(64)}> >>`,
  ];
  let pdf = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = pdf.length;
  pdf += `xref\n0 4\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`;
  pdf += `trailer\n<< /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<${'a'.repeat(32)}> <${'a'.repeat(32)}>] >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(pdf, 'latin1');
}

/** A ZIP of one part that unpacks to 128 MB of blanks. */
function zipBomb() {
  const part = Buffer.alloc(128 * 1024 * 1024, ' ');
  part.write('<w:document xmlns:w="w"><w:body>');
  const packed = deflateSync(part).subarray(2, -4);
  const name = Buffer.from('word/document.xml');
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(part), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(part.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, packed]);
  const entry = Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), fields, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
