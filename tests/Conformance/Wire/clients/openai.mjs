// The official client of OpenAI for JavaScript.
import OpenAI from 'openai';
import { PROMPT, TOOLS, hints, run } from './cells.mjs';

await run(async (cell, job, seen, signal) => {
  const client = new OpenAI({ baseURL: job.baseUrl, apiKey: job.apiKey, maxRetries: cell.retries ?? undefined });
  const { data, response } = await client.chat.completions.create(body(cell), { signal }).withResponse();
  hints(seen, response.headers);
  seen.raw = [];
  seen.choices = [];
  if (cell.stream) {
    for await (const chunk of data) chunkSeen(seen, chunk);
  } else {
    answerSeen(seen, data);
  }
});

function body(cell) {
  const request = { model: cell.model, messages: [{ role: 'user', content: PROMPT }], user: cell.user, ...cell.extra };
  if (cell.tools) request.tools = TOOLS.map((tool) => ({ type: 'function', function: tool }));
  if (cell.stream) request.stream = true;
  if (cell.usage) request.stream_options = { include_usage: true };
  return request;
}

function answerSeen(seen, answer) {
  seen.raw.push(answer);
  seen.usage = answer.usage ?? null;
  for (const choice of answer.choices ?? []) {
    seen.choices[choice.index ?? 0] = {
      text: choice.message?.content ?? null,
      refusal: choice.message?.refusal ?? null,
      finish: choice.finish_reason ?? null,
      toolCalls: choice.message?.tool_calls ?? [],
      logprobs: choice.logprobs ?? null,
    };
  }
}

// What a user's loop makes of the chunks: each choice put together by its index.
function chunkSeen(seen, chunk) {
  seen.raw.push(chunk);
  seen.usage = chunk.usage ?? seen.usage ?? null;
  for (const part of chunk.choices ?? []) {
    const choice = (seen.choices[part.index ?? 0] ??= { text: '', refusal: '', finish: null, toolCalls: [], logprobs: [] });
    choice.text += part.delta?.content ?? '';
    choice.refusal += part.delta?.refusal ?? '';
    choice.finish = part.finish_reason ?? choice.finish;
    choice.logprobs.push(...(part.logprobs?.content ?? []));
    for (const call of part.delta?.tool_calls ?? []) {
      const whole = (choice.toolCalls[call.index] ??= { id: '', name: '', arguments: '' });
      whole.id += call.id ?? '';
      whole.name += call.function?.name ?? '';
      whole.arguments += call.function?.arguments ?? '';
    }
  }
}
