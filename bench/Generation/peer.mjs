// node peer.mjs MODEL decode|prefill SIZE THREADS: least milliseconds of a step (CPU time with one thread). PEER: folder with node-llama-cpp 3.22.1.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const require = createRequire(process.env.PEER + "/");
const { getLlama } = await import(pathToFileURL(require.resolve("node-llama-cpp")).href);
const [, , modelPath, kind, sizeText, threadsText] = process.argv;
const [size, threads] = [Number(sizeText), Number(threadsText)];
const llama = await getLlama({ gpu: false, build: "never", maxThreads: threads, logLevel: "error" });
const model = await llama.loadModel({ modelPath, gpuLayers: 0 });
const sequences = kind === "decode" ? size : 1;
const context = await model.createContext({ sequences, contextSize: 640, batchSize: 512, flashAttention: true, threads });
const now = () => threads === 1 ? (({ user, system }) => (user + system) / 1000)(process.cpuUsage()) : performance.now();
const random = (count, seed) => Array.from({ length: count }, (_, i) => (i * 7919 + seed * 104729 + 17) % 49000 + 100);
const next = { generateNext: { token: true, options: { temperature: 0 } } };
const all = Array.from({ length: sequences }, () => context.getSequence());
const step = async (sequence, token) => (await sequence.controlledEvaluate([[token, next]]))[0].next.token;
let best = Infinity;
if (kind === "decode") {
    for (let window = 0; window < 8; window++) {
        const tokens = await Promise.all(all.map(async (sequence, i) => {
            await sequence.clearHistory();
            await sequence.evaluateWithoutGeneratingNewTokens(random(100, i));
            return step(sequence, 5);
        }));
        const start = now();
        for (let i = 0; i < 16; i++) (await Promise.all(all.map((sequence, row) => step(sequence, tokens[row])))).forEach((token, row) => { tokens[row] = token; });
        best = Math.min(best, (now() - start) / 16);
    }
} else {
    for (let round = 0; round < 4; round++) {
        await all[0].clearHistory();
        const prompt = random(size, round).map((token, i, list) => i === list.length - 1 ? [token, next] : token);
        const start = now();
        await all[0].controlledEvaluate(prompt);
        best = Math.min(best, now() - start);
    }
}
console.log(best);
process.exit(0);
