// LangChain's client for OpenAI; it carries an older official client of its own.
import { ChatOpenAI } from '@langchain/openai';
import { PROMPT, TOOLS, run } from './cells.mjs';

await run(async (cell, job, seen, signal) => {
  const model = new ChatOpenAI({
    model: cell.model,
    apiKey: job.apiKey,
    configuration: { baseURL: job.baseUrl },
    maxRetries: cell.retries ?? undefined,
    streamUsage: cell.usage,
    useResponsesApi: false,
    modelKwargs: { user: cell.user, ...cell.extra },
    __includeRawResponse: true,
  });
  const runnable = cell.tools ? model.bindTools(TOOLS.map((tool) => ({ type: 'function', function: tool }))) : model;
  if (!cell.stream) {
    messageSeen(seen, await runnable.invoke(PROMPT, { signal }));
    return;
  }

  let whole;
  for await (const chunk of await runnable.stream(PROMPT, { signal })) {
    whole = whole ? whole.concat(chunk) : chunk;
    messageSeen(seen, whole);
  }
});

function messageSeen(seen, message) {
  const { __raw_response: raw, ...rest } = message.additional_kwargs ?? {};
  Object.assign(seen, {
    id: message.id ?? null,
    text: message.content,
    toolCalls: message.tool_calls ?? [],
    invalidToolCalls: message.invalid_tool_calls ?? [],
    finish: message.response_metadata?.finish_reason ?? null,
    usage: message.usage_metadata ?? null,
    metadata: message.response_metadata ?? null,
    kwargs: rest,
  });
}
