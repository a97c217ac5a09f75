"""Asks the gateway one question with the official OpenAI client: pip install openai, then python ask.py [question]."""
import sys

from openai import OpenAI

question = " ".join(sys.argv[1:]) or "How high is the deductible of Oplestead Home Cover?"
client = OpenAI()  # reads OPENAI_BASE_URL and OPENAI_API_KEY


def print_citations(annotations):
    for annotation in annotations or []:
        citation = annotation["url_citation"] if isinstance(annotation, dict) else annotation.url_citation
        title, url = (citation["title"], citation["url"]) if isinstance(citation, dict) else (citation.title, citation.url)
        print(f"  cited: {title} <{url}>")


messages = [{"role": "user", "content": question}]
answer = client.chat.completions.create(model="auto", messages=messages)
print(answer.choices[0].message.content)
print_citations(answer.choices[0].message.annotations)

print("\nThe same, streamed:")
for chunk in client.chat.completions.create(model="auto", messages=messages, stream=True):
    for choice in chunk.choices:
        print(choice.delta.content or "", end="", flush=True)
        annotations = getattr(choice.delta, "annotations", None)
        if annotations:
            print()
            print_citations(annotations)
print()
