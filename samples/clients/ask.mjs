// Asks the gateway one question with the official OpenAI client: npm install openai, then node ask.mjs [question].
import OpenAI from "openai";

const question = process.argv.slice(2).join(" ") || "How high is the deductible of Oplestead Home Cover?";
const client = new OpenAI(); // reads OPENAI_BASE_URL and OPENAI_API_KEY

const printCitations = (annotations = []) => {
  for (const { url_citation } of annotations ?? []) console.log(`  cited: ${url_citation.title} <${url_citation.url}>`);
};

const messages = [{ role: "user", content: question }];
const answer = await client.chat.completions.create({ model: "auto", messages });
console.log(answer.choices[0].message.content);
printCitations(answer.choices[0].message.annotations);

console.log("\nThe same, streamed:");
for await (const chunk of await client.chat.completions.create({ model: "auto", messages, stream: true })) {
  for (const { delta } of chunk.choices) {
    process.stdout.write(delta.content ?? "");
    if (delta.annotations?.length) {
      console.log();
      printCitations(delta.annotations);
    }
  }
}
console.log();
