// Encodes texts with npm's @huggingface/tokenizers. Reads lines on standard input: {"tokenizer": path, "texts": path}.
// Answers each with {"seconds", "tokens", "hash"} on standard output.
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { Tokenizer } = createRequire(process.argv[2] + "/")("@huggingface/tokenizers");
const known = new Map();
const texts = new Map();
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (!known.has(request.tokenizer)) known.set(request.tokenizer, new Tokenizer(JSON.parse(readFileSync(request.tokenizer, "utf8")), {}));
  if (!texts.has(request.texts)) texts.set(request.texts, JSON.parse(readFileSync(request.texts, "utf8")));
  const tokenizer = known.get(request.tokenizer);
  let [tokens, hash] = [0, 0];
  const start = performance.now();
  for (const text of texts.get(request.texts)) {
    const { ids } = tokenizer.encode(text, { add_special_tokens: false });
    tokens += ids.length;
    for (const id of ids) hash = (Math.imul(hash, 31) + id) | 0;
  }
  console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, tokens, hash }));
}
