// The AI SDK with its provider for OpenAI-compatible servers.
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, streamText, tool } from 'ai';
import { PROMPT, TOOLS, fail, hints, run } from './cells.mjs';

globalThis.AI_SDK_LOG_WARNINGS = false;

await run(async (cell, job, seen, signal) => {
  const provider = createOpenAICompatible({
    name: 'upstream', baseURL: job.baseUrl, apiKey: job.apiKey, includeUsage: cell.usage,
  });
  const request = {
    model: provider(cell.model),
    prompt: PROMPT,
    maxRetries: cell.retries ?? undefined,
    abortSignal: signal,
    providerOptions: { upstream: { user: cell.user, ...cell.extra } },
    tools: cell.tools ? tools() : undefined,
  };
  await (cell.stream ? streamSeen(request, seen) : answerSeen(request, seen));
});

// Without an execute function the SDK hands the calls to its user and stops.
function tools() {
  return Object.fromEntries(TOOLS.map(({ name, description, parameters }) =>
    [name, tool({ description, inputSchema: jsonSchema(parameters) })]));
}

async function answerSeen(request, seen) {
  const answer = await generateText(request);
  hints(seen, answer.response.headers);
  Object.assign(seen, {
    text: answer.text,
    reasoning: answer.reasoningText ?? null,
    finish: answer.finishReason,
    rawFinish: answer.rawFinishReason ?? null,
    usage: answer.usage,
    toolCalls: answer.toolCalls.map(call),
    sources: answer.sources.map(({ sourceType, url, title }) => ({ sourceType, url, title })),
    model: answer.response.modelId ?? null,
    metadata: answer.providerMetadata ?? null,
    raw: answer.response.body ?? null,
  });
}

async function streamSeen(request, seen) {
  Object.assign(seen, { text: '', reasoning: '', toolCalls: [], sources: [], finish: null, rawFinish: null, raw: [] });
  const answer = streamText({ ...request, includeRawChunks: true, onError: () => {} });
  for await (const part of answer.fullStream) partSeen(seen, part);
}

function partSeen(seen, part) {
  switch (part.type) {
    case 'text-delta': seen.text += part.text; break;
    case 'reasoning-delta': seen.reasoning += part.text; break;
    case 'tool-call': seen.toolCalls.push(call(part)); break;
    case 'source': seen.sources.push({ sourceType: part.sourceType, url: part.url, title: part.title }); break;
    case 'raw': seen.raw.push(part.rawValue); break;
    case 'error': fail(seen, part.error); break;
    case 'finish-step':
      if (part.response?.headers) hints(seen, part.response.headers);
      Object.assign(seen, { model: part.response?.modelId ?? null, metadata: part.providerMetadata ?? null });
      break;
    case 'finish':
      Object.assign(seen, { finish: part.finishReason, rawFinish: part.rawFinishReason ?? null, usage: part.totalUsage });
      break;
    default: break;
  }
}

function call({ toolCallId, toolName, input }) {
  return { id: toolCallId, name: toolName, arguments: input };
}
